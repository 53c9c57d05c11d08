namespace Counterpart.Sandbox.World;

internal enum PhoneStyle
{
    Brackets,
    Dashes,
    Dots,
    International,
}

internal static class PhoneStyles
{
    public static string Write(this PhoneStyle style, string digits)
    {
        var (area, office, line) = (digits[..3], digits[3..6], digits[6..]);
        return style switch
        {
            PhoneStyle.Dashes => $"{area}-{office}-{line}",
            PhoneStyle.Dots => $"{area}.{office}.{line}",
            PhoneStyle.International => $"+1 {area} {office} {line}",
            _ => $"({area}) {office}-{line}",
        };
    }
}
