using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Counterpart.Tests.Tour;

namespace Counterpart.Tests.Orleans.Program;

/// <summary>The Silo program in a process of its own, on free ports.</summary>
internal static class SiloRun
{
    public static Task<RunningProduct> StartDemoAsync(string workFolder, CancellationToken cancel, params string[] more) =>
        RunningProduct.StartAsync("Silo", workFolder, cancel, ["--Demo:ClientWorksPort=0", "--Demo:WealthboxPort=0", .. Ports(), .. more]);

    /// <summary>Ports that were free a moment ago: the settings take no zero.</summary>
    public static string[] Ports()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return [Setting("SiloPort", silo), Setting("GatewayPort", gateway)];
    }

    private static string Setting(string name, TcpListener listener) =>
        string.Create(CultureInfo.InvariantCulture, $"--Cluster:{name}={((IPEndPoint)listener.LocalEndpoint).Port}");
}
