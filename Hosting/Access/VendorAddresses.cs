using System.Net;
using System.Net.Sockets;

namespace Counterpart.Hosting;

/// <summary>
/// Where connections to outside systems may lead. A firm's administrator enters their addresses, and must not reach what only this
/// machine can reach: so an address must be public, unless the operator names it.
/// </summary>
public sealed class VendorAddresses(HostTuning tuning)
{
    private const int MaxLength = 500;

    /// <summary>The rule that an address breaks; null when it may be used.</summary>
    public async Task<string?> FaultAsync(Uri url, CancellationToken cancel)
    {
        if (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.OriginalString.Length > MaxLength)
        {
            return "must be an address such as https://api.example.com/v1";
        }

        if (url.UserInfo.Length > 0 || url.Query.Length > 0 || url.Fragment.Length > 0)
        {
            return "must have no user, query or fragment";
        }

        if (tuning.VendorHosts.Count > 0 && !IsNamed(url.IdnHost))
        {
            return "must be at a host that the operator allows (Counterpart:VendorHosts)";
        }

        if (IPAddress.TryParse(url.IdnHost, out var literal))
        {
            return FaultOf(url, [literal]);
        }

        // Behind a proxy for outgoing calls names are the proxy's to resolve, and often can't be resolved here.
        return HttpClient.DefaultProxy.GetProxy(url) is { } proxy && proxy != url
            ? SchemeFault(url, isInternal: false)
            : FaultOf(url, await ResolveAsync(url.IdnHost, cancel));
    }

    /// <summary>Whether a connection to a host may be made at this address of it.</summary>
    public bool Allows(string host, IPAddress address) => PublicAddress.Is(address) || IsInternal(host, address);

    /// <summary>The first setting of these that is none.</summary>
    internal static string? Fault(HostTuning tuning)
    {
        foreach (var text in tuning.InternalHosts)
        {
            if (!IPNetwork.TryParse(text, out _) && Uri.CheckHostName(text) == UriHostNameType.Unknown)
            {
                return $"{nameof(HostTuning.InternalHosts)} '{text}' is no host name, address or network such as 10.1.0.0/16.";
            }
        }

        return tuning.VendorHosts.FirstOrDefault(text => Uri.CheckHostName(text) == UriHostNameType.Unknown) is { } wrong
            ? $"{nameof(HostTuning.VendorHosts)} '{wrong}' is no host name."
            : null;
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancel)
    {
        try
        {
            return await Dns.GetHostAddressesAsync(host, cancel);
        }
        catch (SocketException)
        {
            return [];
        }
    }

    private static string? SchemeFault(Uri url, bool isInternal) =>
        url.Scheme == Uri.UriSchemeHttps || isInternal ? null : "must begin with https://, so that the token can't be read on its way";

    private string? FaultOf(Uri url, IPAddress[] addresses)
    {
        if (addresses.Length == 0)
        {
            return "is at a host that can't be found";
        }

        return addresses.All(address => Allows(url.IdnHost, address))
            ? SchemeFault(url, addresses.All(address => IsInternal(url.IdnHost, address)))
            : "must be at a public host, or at one that the operator allows (Counterpart:InternalHosts)";
    }

    private bool IsNamed(string host) =>
        tuning.VendorHosts.Concat(tuning.InternalHosts).Any(name => string.Equals(name, host, StringComparison.OrdinalIgnoreCase)
            || (IPNetwork.TryParse(name, out var network) && IPAddress.TryParse(host, out var address) && network.Contains(address)));

    private bool IsInternal(string host, IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return tuning.InternalHosts.Any(name => string.Equals(name, host, StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(name, out var single) ? single.Equals(plain) : IPNetwork.TryParse(name, out var network) && network.Contains(plain)));
    }
}
