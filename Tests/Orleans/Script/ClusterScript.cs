using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Counterpart.Load.Lab;
using Counterpart.Tests.House;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Orleans.Script;

/// <summary>Runs <c>scripts/cluster</c> with a folder and ports of its own; what is up at the end is taken down.</summary>
internal sealed class ClusterScript : IAsyncDisposable
{
    private const int Ports = 40;
    private readonly TemporaryFolder temporary = new();

    /// <summary>Of what the script keeps.</summary>
    public string Folder => temporary.File("cluster");

    /// <summary>The first of the ports: the gateway's.</summary>
    public int Port { get; } = FreePorts();

    /// <summary>Where PostgreSQL's programs are, instead of where they are found; null where they are not.</summary>
    public string? Postgres { get; init; } = PrivatePostgres.FindBinaries();

    /// <summary>Starts a cluster of the programs that these tests were built with.</summary>
    public Task<ScriptRun> UpAsync(int silos, CancellationToken cancel)
    {
        // {room}/bin/{configuration}/{framework}/
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;
        return RunAsync(
            cancel, "up", silos.ToString(CultureInfo.InvariantCulture), "--no-build", "--configuration", configuration,
            "--port", Port.ToString(CultureInfo.InvariantCulture));
    }

    public async Task<ScriptRun> RunAsync(CancellationToken cancel, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo("bash", [Path.Combine(HouseRoot.Path, "scripts", "cluster"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["COUNTERPART_CLUSTER"] = Folder, ["COUNTERPART_POSTGRES_BIN"] = Postgres },
        })!;
        var output = run.StandardOutput.ReadToEndAsync(cancel);
        var errors = run.StandardError.ReadToEndAsync(cancel);
        await run.WaitForExitAsync(cancel);
        return new ScriptRun(run.ExitCode, await output, await errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (Directory.Exists(Folder))
        {
            await RunAsync(CancellationToken.None, "down");
        }

        temporary.Dispose();
    }

    private static int FreePorts()
    {
        var first = 21_000 + (Environment.ProcessId % 200 * Ports);
        while (!Enumerable.Range(first, Ports).All(IsFree))
        {
            first += Ports;
        }

        return first;
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

internal sealed record ScriptRun(int ExitCode, string Output, string Errors)
{
    /// <summary>What the run printed, when it ended well.</summary>
    public string Good => ExitCode == 0 ? Output : throw new InvalidOperationException($"It ended with {ExitCode}: {Errors}{Output}");
}
