using System.Globalization;
using System.Net.Http.Headers;

namespace Counterpart.Systems;

/// <summary>
/// The vendor's own count of the calls that are left, as the Xero family sends it with every answer:
/// developer.xero.com, "OAuth 2.0 API limits".
/// </summary>
internal static class CounterHeaders
{
    /// <summary>Null when the answer has none.</summary>
    public static VendorCounters? Of(HttpResponseHeaders headers)
    {
        var (minute, day) = (Number(headers, "X-MinLimit-Remaining"), Number(headers, "X-DayLimit-Remaining"));
        return minute is null && day is null ? null : new VendorCounters(minute, day);
    }

    private static int? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
