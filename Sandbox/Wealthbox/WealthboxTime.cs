using System.Globalization;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>Times as Wealthbox answers them: <c>2015-10-12 11:30 PM -0400</c>, without seconds.</summary>
internal static class WealthboxTime
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(-4);

    public static string Format(DateTimeOffset time) =>
        time.ToOffset(Offset).ToString("yyyy-MM-dd hh:mm tt", CultureInfo.InvariantCulture) + " -0400";

    public static DateTimeOffset ToMinute(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    public static bool IsDate(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
