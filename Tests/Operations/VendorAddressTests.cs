using System.Net;
using System.Net.Sockets;
using Counterpart.Hosting;
using Counterpart.Systems;
using Counterpart.Tests.EndToEnd;
using Counterpart.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Counterpart.Tests.Operations;

/// <summary>An address that a firm's administrator enters must not lead to what only the machine can reach.</summary>
public sealed class VendorAddressTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://127.0.0.1/v1")]
    [InlineData("https://localhost/v1")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://10.0.0.5/v1")]
    [InlineData("https://172.20.1.1/v1")]
    [InlineData("https://192.168.1.1/v1")]
    [InlineData("https://100.64.0.1/v1")]
    [InlineData("https://0.0.0.0/v1")]
    [InlineData("https://2130706433/v1")]
    [InlineData("https://0x7f000001/v1")]
    [InlineData("https://[::1]/v1")]
    [InlineData("https://[::ffff:127.0.0.1]/v1")]
    [InlineData("https://[fe80::1]/v1")]
    [InlineData("https://[fd00::1]/v1")]
    [InlineData("https://[2002:7f00:1::]/v1")]
    [InlineData("https://[64:ff9b::7f00:1]/v1")]
    public async Task Fault_AddressThatIsNotPublic_IsNamed(string url)
    {
        var rule = await new VendorAddresses(new HostTuning()).FaultAsync(new Uri(url), Cancel);

        Assert.Contains("public", rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://8.8.8.8/v1", "https")]
    [InlineData("ftp://8.8.8.8/v1", "address")]
    [InlineData("https://me:secret@8.8.8.8/v1", "user")]
    [InlineData("https://8.8.8.8/v1?key=1", "query")]
    public async Task Fault_OtherwiseWrong_IsNamed(string url, string named) =>
        Assert.Contains(named, await new VendorAddresses(new HostTuning()).FaultAsync(new Uri(url), Cancel), StringComparison.Ordinal);

    [Theory]
    [InlineData("https://8.8.8.8/v1")]
    [InlineData("https://[2606:4700::1111]/v1")]
    public async Task Fault_PublicAddress_IsNone(string url) => Assert.Null(await new VendorAddresses(new HostTuning()).FaultAsync(new Uri(url), Cancel));

    [Theory]
    [InlineData("10.1.0.0/16", "https://10.1.2.3/v1", true)]
    [InlineData("10.1.0.0/16", "http://10.1.2.3/v1", true)]
    [InlineData("10.1.0.0/16", "https://10.2.2.3/v1", false)]
    [InlineData("127.0.0.1", "http://127.0.0.1:5181/v1", true)]
    [InlineData("localhost", "http://localhost:5181/v1", true)]
    public async Task Fault_InternalHostsOfTheOperator_AreAllowed(string allowed, string url, bool good)
    {
        var tuning = new HostTuning();
        tuning.InternalHosts.Add(allowed);

        Assert.Equal(good, await new VendorAddresses(tuning).FaultAsync(new Uri(url), Cancel) is null);
    }

    [Fact]
    public async Task Fault_HostsThatAreNamed_AreTheOnlyOnes()
    {
        var tuning = new HostTuning();
        tuning.VendorHosts.Add("9.9.9.9");

        Assert.Null(await new VendorAddresses(tuning).FaultAsync(new Uri("https://9.9.9.9/v1"), Cancel));
        Assert.Contains("VendorHosts", await new VendorAddresses(tuning).FaultAsync(new Uri("https://8.8.8.8/v1"), Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.0.0/99")]
    [InlineData("a b")]
    public void TuningFault_OfAHostThatIsNone_NamesIt(string wrong)
    {
        var tuning = new HostTuning();
        tuning.InternalHosts.Add(wrong);

        Assert.Contains(wrong, tuning.Fault(_ => true), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_ToAnAddressThatIsNotAllowed_IsNeverMade()
    {
        using var folder = new TemporaryFolder();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/v1");
        var tuning = new HostTuning();
        await using var node = await Node.StartAsync(
            new NodeOptions { DataFolder = folder.Path, Tuning = tuning, RunChannels = false }, RealClock.Instance, NullLoggerFactory.Instance, Cancel);
        await node.Firms.CreateAsync("north", "North", Cancel);

        Assert.IsType<ConnectOutcome.BadAddress>(await node.Office.ConnectAsync("north", "wealthbox", url, "token", Cancel));

        // The name was fine when it was entered, and leads elsewhere now.
        Assert.IsType<ProbeResult.Failed>(await node.Firms.ProbeAsync("wealthbox", url, "token", Cancel));
        Assert.False(listener.Pending());

        tuning.InternalHosts.Add("127.0.0.1");
        var probing = node.Firms.ProbeAsync("wealthbox", url, "token", Cancel);
        using (await listener.AcceptTcpClientAsync(Cancel))
        {
        }

        Assert.IsType<ProbeResult.Failed>(await probing);
    }
}
