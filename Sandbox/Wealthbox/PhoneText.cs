namespace Counterpart.Sandbox.Wealthbox;

internal static class PhoneText
{
    /// <summary>A US number as <c>(415) 555-0101</c>; any other text as it was.</summary>
    public static string Reformat(string number)
    {
        var digits = string.Concat(number.Where(char.IsAsciiDigit));
        if (digits.Length == 11 && digits[0] == '1')
            digits = digits[1..];
        var plain = number.All(c => char.IsAsciiDigit(c) || c is '+' or '(' or ')' or '-' or '.' or ' ');
        return plain && digits.Length == 10 ? $"({digits[..3]}) {digits[3..6]}-{digits[6..]}" : number;
    }
}
