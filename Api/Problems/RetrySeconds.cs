using System.Globalization;

namespace Counterpart.Api;

/// <summary>A wait in whole seconds, at least one: RFC 9110, 10.2.3.</summary>
internal static class RetrySeconds
{
    public static int Of(TimeSpan wait) => (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, 3600);

    public static string Text(TimeSpan wait) => Of(wait).ToString(CultureInfo.InvariantCulture);
}
