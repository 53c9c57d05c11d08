using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Counterpart.Load.Lab;

/// <summary>A PostgreSQL server of our own on loopback, started from installed binaries; it goes with this process, however that ends.</summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    /// <summary>A folder to look in before all others; <c>none</c>: as if nothing were installed.</summary>
    private const string Variable = "COUNTERPART_POSTGRES_BIN";

    private static readonly string[] Versions = ["/usr/lib/postgresql", "/usr/lib64/postgresql", "/usr/local/lib/postgresql"];

    private readonly Process process;

    private PrivatePostgres(Process process, int port)
    {
        this.process = process;
        Port = port;
    }

    public int Port { get; }

    /// <summary>The process that the server descends from.</summary>
    public int ProcessId => process.Id;

    public string ConnectionString => $"Host=127.0.0.1;Port={Port};Database=postgres;Username=counterpart";

    /// <summary>Where the server's binaries are; null where there are none.</summary>
    public static string? FindBinaries()
    {
        var named = Environment.GetEnvironmentVariable(Variable);
        if (named is not null || OperatingSystem.IsWindows())
        {
            return named is null or "none" ? null : named;
        }

        return Versions
            .Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }

    /// <summary>As <c>15.18</c>; null when they do not say.</summary>
    public static string? VersionOf(string binaries)
    {
        using var asked = Process.Start(
            new ProcessStartInfo(Path.Combine(binaries, "postgres"), "--version") { UseShellExecute = false, RedirectStandardOutput = true });

        // postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)
        return asked?.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries).ElementAtOrDefault(2)?.Trim();
    }

    /// <param name="settings">As <c>fsync=off</c>.</param>
    /// <exception cref="InvalidOperationException">It did not start; the message holds its last words.</exception>
    public static async Task<PrivatePostgres> StartAsync(string binaries, IEnumerable<string> settings, CancellationToken cancel)
    {
        var port = FreePort();
        var start = new ProcessStartInfo("/bin/sh") { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] arguments = [Path.Combine(AppContext.BaseDirectory, "Lab", "private-postgres.sh"), binaries, port.ToString(CultureInfo.InvariantCulture)];
        foreach (var argument in arguments.Concat(settings))
        {
            start.ArgumentList.Add(argument);
        }

        var server = new PrivatePostgres(Process.Start(start)!, port);
        if (await server.process.StandardOutput.ReadLineAsync(cancel) is not "ready" and var line)
        {
            var words = $"{line} {await server.process.StandardOutput.ReadToEndAsync(cancel)}";
            await server.DisposeAsync();
            throw new InvalidOperationException($"PostgreSQL in {binaries} did not start: {words.Trim()}");
        }

        return server;
    }

    /// <summary>As if the machine lost power: connections break, what was answered is there afterwards.</summary>
    public Task StopAsync() => OrderAsync("stop");

    public Task RestartAsync() => OrderAsync("start");

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task OrderAsync(string order)
    {
        await process.StandardInput.WriteLineAsync(order);
        await process.StandardInput.FlushAsync();
        if (await process.StandardOutput.ReadLineAsync() != order)
        {
            throw new InvalidOperationException($"PostgreSQL did not {order}.");
        }
    }
}
