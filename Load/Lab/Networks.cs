using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Counterpart.Load.Lab;

/// <summary>A network for each of some processes, and ways between them that can be cut; they go with this process, however that ends. Only root may make them.</summary>
internal sealed class Networks : IAsyncDisposable
{
    private const int Numbers = 250;
    private const int FirstHost = 10;

    private readonly Process process;
    private readonly int number;

    private Networks(Process process, int number) => (this.process, this.number) = (process, number);

    /// <summary>By which the processes reach this machine's own network.</summary>
    public IPAddress Outside => Address(1);

    /// <summary>Another such address, for what is to be cut off by itself.</summary>
    public IPAddress OutsideToo => Address(2);

    /// <returns>Null where this machine refuses.</returns>
    public static async Task<Networks?> MakeAsync(int count, CancellationToken cancel)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        var own = Environment.ProcessId % Numbers;
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Lab", "networks.sh"));
        start.ArgumentList.Add(own.ToString(CultureInfo.InvariantCulture));
        start.ArgumentList.Add(count.ToString(CultureInfo.InvariantCulture));
        var started = Process.Start(start)!;
        if (await started.StandardOutput.ReadLineAsync(cancel) is "ready")
        {
            return new Networks(started, own);
        }

        started.Dispose();
        return null;
    }

    /// <summary>Where a process in a network is reached.</summary>
    public IPAddress Of(int network) => Address(FirstHost + network);

    /// <summary>What stands before a command line to run it in a network.</summary>
    public IReadOnlyList<string> Within(int network) =>
        ["ip", "netns", "exec", string.Create(CultureInfo.InvariantCulture, $"counterpart-{number}-{network}")];

    /// <summary>What is sent from there to an address is lost; nobody is told.</summary>
    public Task CutAsync(int network, IPAddress address) => OrderAsync($"cut {network} {address}");

    public Task HealAsync(int network, IPAddress address) => OrderAsync($"heal {network} {address}");

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private IPAddress Address(int host) => new([10, 231, (byte)number, (byte)host]);

    private async Task OrderAsync(string order)
    {
        await process.StandardInput.WriteLineAsync(order);
        await process.StandardInput.FlushAsync();
        if (await process.StandardOutput.ReadLineAsync() != order)
        {
            throw new InvalidOperationException($"The networks did not {order}.");
        }
    }
}
