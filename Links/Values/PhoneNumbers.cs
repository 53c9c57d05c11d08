using System.Text;

namespace Counterpart.Links;

/// <summary>
/// Telephone numbers in E.164 for numbering plans with a known shape; any other compares by its digits.
/// Shapes: NANP 10 digits after 1; Australia (61) and New Zealand (64) drop the trunk 0 (ITU-T E.164, national plans).
/// </summary>
public static class PhoneNumbers
{
    /// <param name="region">For numbers without a country: <c>US CA AU NZ</c>.</param>
    public static string Canonical(string text, string region)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsLetterOrDigit(c))
            {
                kept.Append(char.ToLowerInvariant(c));
            }
        }

        // Letters mean something (1-800-FLOWERS, x12) and are never dropped; such a number gets no country.
        var number = kept.ToString();
        if (text.AsSpan().TrimStart().StartsWith('+'))
        {
            return "+" + WithoutTrunk(number);
        }

        if (number.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            return number;
        }

        return region switch
        {
            "US" or "CA" when number.Length == 10 => "+1" + number,
            "US" or "CA" when number.Length == 11 && number[0] == '1' => "+" + number,
            "AU" when number.Length == 10 && number[0] == '0' => "+61" + number[1..],
            "NZ" when number.Length is >= 9 and <= 11 && number[0] == '0' => "+64" + number[1..],
            "AU" when number.Length == 11 && number.StartsWith("61", StringComparison.Ordinal) => "+" + number,
            "NZ" when number.Length is >= 10 and <= 12 && number.StartsWith("64", StringComparison.Ordinal) => "+" + number,
            _ => number.Length > 0 ? number : text.Trim(),
        };
    }

    /// <summary>The trunk 0 that people write behind the country: <c>+61 (0)2 9876 5432</c>.</summary>
    private static string WithoutTrunk(string number) =>
        number.StartsWith("610", StringComparison.Ordinal) || number.StartsWith("640", StringComparison.Ordinal)
            ? number[..2] + number[3..]
            : number;
}
