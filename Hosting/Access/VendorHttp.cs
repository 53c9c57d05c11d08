using System.Net;
using System.Net.Sockets;

namespace Counterpart.Hosting;

/// <summary>Makes the client that calls outside systems: no redirects, no cookies, and connections only where <see cref="VendorAddresses"/> lets them.</summary>
internal static class VendorHttp
{
    public static HttpClient Create(VendorAddresses addresses) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),

        // Checked at every connection and not only when the address is entered: what a name leads to can change.
        ConnectCallback = (context, cancel) => ConnectAsync(addresses, context, cancel),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private static async ValueTask<Stream> ConnectAsync(VendorAddresses addresses, SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var host = context.DnsEndPoint.Host;
        var isProxy = !string.Equals(context.InitialRequestMessage.RequestUri?.IdnHost, host, StringComparison.OrdinalIgnoreCase);
        var found = await Dns.GetHostAddressesAsync(host, cancel);
        var allowed = isProxy ? found : [.. found.Where(address => addresses.Allows(host, address))];
        if (allowed.Length == 0)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"{host} has no address that may be connected to.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
