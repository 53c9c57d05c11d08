namespace Counterpart.Api;

/// <summary>
/// Whether a request with a cookie was made by a page of ours. Browsers say where a request comes from, in Sec-Fetch-Site (Fetch Metadata)
/// or in Origin (RFC 6454), and no page can change it. Who says neither is no browser, and has to send the key.
/// </summary>
internal static class Forgery
{
    public static bool IsFromElsewhere(HttpRequest request)
    {
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method))
        {
            return false;
        }

        var site = request.Headers["Sec-Fetch-Site"];
        return site.Count > 0 ? site is not ["same-origin"] : !IsOwn(request.Headers.Origin, request.Host);
    }

    /// <summary>The scheme is not compared: a proxy may have ended TLS.</summary>
    private static bool IsOwn(Microsoft.Extensions.Primitives.StringValues origin, HostString host) =>
        origin is [{ } text]
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && host.HasValue
        && string.Equals(uri.IsDefaultPort ? uri.Host : uri.Authority, host.Value, StringComparison.OrdinalIgnoreCase);
}
