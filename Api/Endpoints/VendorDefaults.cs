using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>The addresses of vendors that have one for all.</summary>
internal static class VendorDefaults
{
    public static string? BaseUrl(string system) => system == "wealthbox" ? "https://api.crmworkspace.com/v1" : null;
}
