using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Counterpart.Api;

/// <summary>Takes a caller's address from <c>X-Forwarded-For</c> where a proxy that the operator named wrote it, and from nobody else.</summary>
internal static class KnownProxies
{
    public static void UseKnownProxies(this WebApplication app, ApiOptions options)
    {
        if (options.Proxies.Count == 0)
        {
            return;
        }

        var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = null };
        forwarded.KnownProxies.Clear();
        forwarded.KnownIPNetworks.Clear();
        foreach (var text in options.Proxies)
        {
            forwarded.KnownIPNetworks.Add(Parse(text) ?? throw new ArgumentException($"'{text}' is no address or network.", nameof(options)));
        }

        app.UseForwardedHeaders(forwarded);
    }

    /// <summary>Null for what is no address or network.</summary>
    public static IPNetwork? Parse(string text)
    {
        if (IPAddress.TryParse(text, out var address))
        {
            return new IPNetwork(address, address.GetAddressBytes().Length * 8);
        }

        return IPNetwork.TryParse(text, out var network) ? network : null;
    }
}
