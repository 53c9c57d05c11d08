using System.Text.Json;

namespace Counterpart.Systems.ClientWorks;

/// <summary>The rules of text in a posted change.</summary>
internal static class ChangeText
{
    public const int MaxLength = 500;
    public const int MaxTextLength = 20_000;
    public const int MaxIdLength = 128;

    /// <summary>The rule that the value breaks; null, and its text, when it breaks none. JSON's null is empty.</summary>
    public static string? Check(JsonElement value, int maxLength, bool lines, out string text)
    {
        text = string.Empty;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            return "must be text or null";
        }

        if (!JsonText.TryString(value, out text))
        {
            return "must be valid Unicode: it has half of a surrogate pair";
        }

        if (text.Length > maxLength)
        {
            return $"must not be longer than {maxLength} characters";
        }

        foreach (var c in text)
        {
            if (char.IsControl(c) && !(lines && c is '\n' or '\r' or '\t'))
            {
                return "must not contain control characters";
            }
        }

        return null;
    }

    public static string? CheckId(JsonElement value, out string id)
    {
        id = string.Empty;
        if (value.ValueKind != JsonValueKind.String)
        {
            return "must be text";
        }

        return Check(value, MaxIdLength, lines: false, out id) ?? (string.IsNullOrWhiteSpace(id) ? "must not be blank" : null);
    }
}
