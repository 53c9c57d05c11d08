using System.Globalization;
using System.Text.Json;

namespace Counterpart.Systems;

/// <summary>Reads members of an outside system's JSON without trusting their types.</summary>
internal static class JsonText
{
    /// <summary>The member at a name with slashes; null when it, or an object on the way, is absent.</summary>
    public static JsonElement? Member(this JsonElement element, string name)
    {
        foreach (var segment in name.Split('/'))
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(segment, out element))
            {
                return null;
            }
        }

        return element;
    }

    /// <summary>Text, a number's digits, or empty for null. False when it is neither, or not valid Unicode.</summary>
    public static bool TryText(this JsonElement element, out string text)
    {
        text = string.Empty;
        switch (element.ValueKind)
        {
            case JsonValueKind.Null:
                return true;
            case JsonValueKind.Number:
                text = element.GetRawText();
                return true;
            case JsonValueKind.String:
                return TryString(element, out text);
            default:
                return false;
        }
    }

    /// <summary>An id: a whole number, or text that is not blank and has no control characters.</summary>
    public static string? Id(this JsonElement element, string name) =>
        element.Member(name) is { } member && member.TryText(out var text) && IsId(member.ValueKind, text) ? text : null;

    private static bool IsId(JsonValueKind kind, string text) => !string.IsNullOrWhiteSpace(text)
        && (kind == JsonValueKind.Number ? text.All(char.IsAsciiDigit) : !text.Any(char.IsControl));

    public static string? Text(this JsonElement element, string name) =>
        element.Member(name) is { } member && member.TryText(out var text) && text.Length > 0 ? text : null;

    public static bool IsTrue(this JsonElement element, string name) => element.Member(name) is { ValueKind: JsonValueKind.True };

    public static int? Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt32(out var number) ? number : null;

    public static long? LongNumber(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var number) ? number : null;

    /// <summary><c>yyyy-MM-dd</c>, alone or followed by a time of day; null for anything else.</summary>
    public static string? Date(string text)
    {
        var date = text.Length > 10 && text[10] is 'T' or ' ' ? text[..10] : text;
        return DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? date : null;
    }

    /// <summary>
    /// False for escaped lone surrogates and bytes that are not UTF-8: <see cref="JsonElement.GetString"/> throws on both.
    /// </summary>
    public static bool TryString(JsonElement element, out string text)
    {
        try
        {
            text = element.GetString() ?? string.Empty;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = string.Empty;
            return false;
        }
    }
}
