using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>Values that break programs: each is a JSON text, or a part of a path.</summary>
internal static class OddTexts
{
    private static readonly string[] Scalars =
    [
        "null", "true", "false", "0", "-0", "-1", "1", "1.5", "1e400", "-1e400", "1e-400", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775809",
        "123456789012345678901234567890123456789", "0.1e1", "[]", "{}", "[[]]", "[null]", "{\"\":null}", "\"\"", "\" \"", "\"\\t\"", "\"0\"", "\"true\"", "\"null\"",
    ];

    private static readonly string[] Strings =
    [
        "\\u0000", "a\\u0000b", "\\ud800", "\\udc00\\ud800", "a\\udfff", "\\u202e\\u2066", "\\ufeff", "\\uffff\\ufffe", "\\u0085\\u2028\\u2029", "\\r\\nX-Injected: 1", "\\u001b[31m",
        "\\ud83d\\udc69\\u200d\\ud83d\\udc67", "I\\u0307\\u0130\\u0131", "e\\u0301", "\\u1e9e\\u00df", "../../../../etc/passwd", "..\\\\..\\\\", "%2f..%00", "'; drop table link; --", "' or 1=1 --",
        "<script>alert(1)</script>", "${jndi:ldap://127.0.0.1/x}", "{0}{1}", "%s%n%x", "{record}{client}{0}", "$(id)", "`id`", "__proto__", "constructor", "CW-100001\\n", " CW-100001 ", "cw-100001",
        "CW-100001/..", "*", "?", "#", "\\\"", "\\\\", "/", ".", "..", "-1", "NaN", "Infinity", "1e9", "0x10", "2026-02-30", "9999-99-99", "0000-00-00", "+1 (415) 555-0101 x999999999999", "a@b", "@",
    ];

    private static readonly string[] Segments =
    [
        "..", ".", "%2e%2e", "..%2f..%2fetc%2fpasswd", "..%5c..%5c", "%2f", "%2F%2F", "%5c", "%00", "a%00b", "%ff%fe", "%c0%af", "%ED%A0%80", "%F0%9F%98%80", "%", "%z", "%zz", "%u0041", "%0d%0aX-Injected:%201",
        "%20", "+", "*", "'", "%22", "%3c", ";a=b", "@", ":", "~", "null", "undefined", "0", "-1", "%e2%80%ae", "%25%32%66", "%252e%252e", "$", "{client}", "{}", "CW-100001%20", "cw-100001", "\u00e9", "%7f", "%0a",
    ];

    /// <summary>A JSON value of whatever type.</summary>
    public static string Json(Random random) => random.Next(10) switch
    {
        < 4 => Scalars[random.Next(Scalars.Length)],
        < 7 => $"\"{Strings[random.Next(Strings.Length)]}\"",
        7 => $"\"{Long(random)}\"",
        8 => Nested(random),
        _ => Wide(random),
    };

    /// <summary>What stands between the quotes of a JSON string.</summary>
    public static string JsonString(Random random) => random.Next(4) == 0 ? Long(random) : Strings[random.Next(Strings.Length)];

    /// <summary>A part of a path or query, encoded or not.</summary>
    public static string Segment(Random random) => random.Next(12) switch
    {
        0 => new string('a', random.Next(100, 600)),
        1 => new string('a', random.Next(3000, 9000)),
        _ => Segments[random.Next(Segments.Length)],
    };

    private static string Long(Random random)
    {
        var length = random.Next(20) switch { 0 => 900_000, 1 => 70_000, < 6 => 5000, _ => random.Next(100, 600) };
        return random.Next(4) switch
        {
            0 => new StringBuilder(length + 12).Insert(0, "\\ud83d\\ude00", length / 12).ToString(),
            1 => new StringBuilder(length + 6).Insert(0, "\\u0301", length / 6).ToString(),
            _ => new string((char)('a' + random.Next(26)), length),
        };
    }

    private static string Nested(Random random)
    {
        var depth = random.Next(8) switch { 0 => 100_000, 1 => 5000, < 4 => 40, _ => random.Next(1, 34) };
        return random.Next(2) == 0
            ? new string('[', depth) + new string(']', depth)
            : new StringBuilder().Insert(0, "{\"a\":", Math.Min(depth, 50_000)).Append('1').Append('}', Math.Min(depth, 50_000)).ToString();
    }

    private static string Wide(Random random)
    {
        var count = random.Next(8) switch { 0 => 100_000, 1 => 5000, _ => random.Next(2, 600) };
        return random.Next(2) == 0
            ? $"[{string.Join(',', Enumerable.Repeat(Scalars[random.Next(Scalars.Length)], count))}]"
            : $"{{{string.Join(',', Enumerable.Range(0, Math.Min(count, 20_000)).Select(number => $"\"k{number}\":{number}"))}}}";
    }
}
