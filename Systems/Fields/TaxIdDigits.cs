namespace Counterpart.Systems;

/// <summary>The digits of a tax id as it was typed. A masked one (<c>***-**-1234</c>) has none.</summary>
internal static class TaxIdDigits
{
    public static string? Of(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var digits = new string([.. text.Where(char.IsAsciiDigit)]);
        return digits.Length > 0 && text.All(c => char.IsAsciiDigit(c) || char.IsWhiteSpace(c) || c is '-' or '.' or '/') ? digits : null;
    }
}
