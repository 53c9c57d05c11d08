using System.Net;
using System.Net.Sockets;

namespace Counterpart.Api;

/// <summary>Who a request comes from, as far as limits go: an IPv4 address, or the /64 network that an IPv6 host can choose from.</summary>
internal static class ClientAddress
{
    private const int Ipv6NetworkBytes = 8;

    public static string Of(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return string.Empty;
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(Ipv6NetworkBytes).Clear();
        return new IPAddress(bytes).ToString();
    }
}
