using System.Text.Json;

namespace Counterpart.Api;

/// <summary>The rules of text in requests.</summary>
internal static class TextRule
{
    public const string NotUnicode = "must be valid Unicode: it has half of a surrogate pair";

    /// <summary>The rule that the text breaks; null when it breaks none.</summary>
    public static string? Check(string text, int maxLength)
    {
        if (text.Length > maxLength)
        {
            return $"must not be longer than {maxLength} characters";
        }

        foreach (var c in text)
        {
            if (char.IsControl(c))
            {
                return "must not contain control characters";
            }
        }

        return null;
    }

    public static string? CheckId(string text) =>
        string.IsNullOrWhiteSpace(text) ? "must not be blank" : Check(text, ApiLimits.IdLength);

    /// <summary>False for half of a surrogate pair, written as an escape: text that has no UTF-8.</summary>
    public static bool TryText(JsonElement value, out string text)
    {
        try
        {
            text = value.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = string.Empty;
            return false;
        }
    }
}
