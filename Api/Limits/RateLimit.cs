using System.Globalization;
using System.Runtime.InteropServices;

namespace Counterpart.Api;

/// <summary>A token bucket: <paramref name="Burst"/> at once, and <paramref name="PerSecond"/> in the long run.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateLimit(double PerSecond, int Burst);

/// <summary>What became of taking a token.</summary>
/// <param name="Left">Whole tokens that are left.</param>
/// <param name="Wait">Until there is one.</param>
/// <param name="Full">Until the bucket is full.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Permit(bool Granted, RateLimit Limit, int Left, TimeSpan Wait, TimeSpan Full)
{
    /// <summary>draft-ietf-httpapi-ratelimit-headers, the fields that clients know.</summary>
    public void Show(IHeaderDictionary headers)
    {
        headers["RateLimit-Limit"] = Limit.Burst.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Remaining"] = Left.ToString(CultureInfo.InvariantCulture);
        headers["RateLimit-Reset"] = ((long)Math.Ceiling(Full.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}
