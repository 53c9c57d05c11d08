using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Counterpart.Api;

/// <summary>What the server takes from the outside, however it is meant.</summary>
internal static class ServerLimits
{
    public static void Apply(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        var limits = options.Limits;

        // The server counts the framing of chunks too; what is in them is counted where it is read.
        limits.MaxRequestBodySize = ApiLimits.BodyBytes * 2;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeaderCount = 64;
        limits.MaxConcurrentConnections = 10_000;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
    }
}
