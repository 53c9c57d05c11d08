using System.Globalization;

namespace Counterpart.Api;

/// <summary>The people and times of the examples.</summary>
internal static class ExampleNames
{
    public const string Integration = "clientworks-wealthbox";
    public const string Hub = "clientworks";
    public const string Partner = "wealthbox";
    public const string Tenant = "70001";
    public const string Client = "CW-100001";
    public const string Record = "20001";
    public const string Name = "Amélie Laurent";

    public static DateTimeOffset At(string time) => DateTimeOffset.Parse($"2026-03-09T{time}Z", CultureInfo.InvariantCulture);
}
