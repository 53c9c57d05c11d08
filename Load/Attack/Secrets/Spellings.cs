using System.Globalization;
using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>The ways in which a text can stand in bytes that are read one by one, as Latin-1.</summary>
internal static class Spellings
{
    public static IEnumerable<(string How, string Text)> Of(string secret)
    {
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return ("in clear", Encoding.Latin1.GetString(bytes));
        yield return ("in JSON escapes", string.Concat(secret.Select(letter => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"))));
        yield return ("in hex", Convert.ToHexStringLower(bytes));
        yield return ("URL-encoded", string.Concat(bytes.Select(one => $"%{one:X2}")));
        if (Uri.EscapeDataString(secret) is var escaped && escaped != secret)
        {
            yield return ("URL-encoded where needed", escaped);
        }

        // Without the first byte's zero, so that it is found in either order of bytes.
        yield return ("in UTF-16", string.Join('\0', secret.ToCharArray()));
        for (var before = 0; before < 3; before++)
        {
            var text = InBase64(bytes, before);
            yield return ($"in Base64, {before} after a third byte", text);
            if (text.AsSpan().ContainsAny('+', '/'))
            {
                yield return ($"in Base64 for URLs, {before} after a third byte", text.Replace('+', '-').Replace('/', '_'));
            }
        }
    }

    /// <summary>What is the same in Base64 whatever stands before and after it.</summary>
    /// <param name="before">Bytes before it, counted from a whole group of three.</param>
    private static string InBase64(byte[] bytes, int before)
    {
        var all = Convert.ToBase64String([.. new byte[before], .. bytes]);
        var from = ((before * 8) + 5) / 6;
        var to = (before + bytes.Length) * 8 / 6;
        return all[from..to];
    }
}
