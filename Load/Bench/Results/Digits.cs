using System.Globalization;

namespace Counterpart.Load;

/// <summary>Numbers as people read them: three digits that mean something, whole from a hundred on.</summary>
internal static class Digits
{
    public static string Of(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("#,0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        >= 0.1 or 0 => value.ToString("0.##", CultureInfo.InvariantCulture),
        _ => value.ToString("G3", CultureInfo.InvariantCulture),
    };

    /// <summary>Five digits are more than any run can repeat.</summary>
    public static double Rounded(double value)
    {
        if (value is 0 || !double.IsFinite(value))
        {
            return value;
        }

        return double.Parse(value.ToString("G5", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
