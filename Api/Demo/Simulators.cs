using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using Counterpart.Hosting;

namespace Counterpart.Api.Demo;

/// <summary>The simulators' process: started with the product, ended with it.</summary>
internal sealed class Simulators : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);
    private readonly Process? process;

    private Simulators(Process? process, Uri clientWorks, Uri wealthbox)
    {
        this.process = process;
        ClientWorks = clientWorks;
        Wealthbox = wealthbox;
    }

    public Uri ClientWorks { get; }

    public Uri Wealthbox { get; }

    /// <summary>The simulators are on this machine, where no vendor is.</summary>
    public void Allow(HostTuning tuning) => tuning.InternalHosts.AddRange([ClientWorks.IdnHost, Wealthbox.IdnHost]);

    /// <exception cref="DemoException">The process did not come up.</exception>
    public static async Task<Simulators> StartAsync(DemoOptions options, string dataFolder, TimeProvider clock, CancellationToken cancel)
    {
        if (options is { ClientWorksUrl: { } clientWorks, WealthboxUrl: { } wealthbox })
        {
            return new Simulators(null, clientWorks, wealthbox);
        }

        var start = new ProcessStartInfo(DotnetPath())
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "sandbox", "Counterpart.Sandbox.dll"),
                "--clientworks-port", $"{options.ClientWorksPort}",
                "--wealthbox-port", $"{options.WealthboxPort}",
                "--world", options.World,
                "--state", Path.Combine(dataFolder, "simulators.jsonl"),
                "--parent", $"{Environment.ProcessId}",
            },
        };
        var started = Process.Start(start) ?? throw new DemoException("The simulators could not be started.");
        var errors = new SimulatorErrors();
        started.ErrorDataReceived += (_, printed) =>
        {
            if (printed.Data is { } text)
            {
                errors.Add(text);
            }
        };
        started.BeginErrorReadLine();
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            using var timer = clock.CreateTimer(_ => limit.Cancel(), null, StartLimit, Timeout.InfiniteTimeSpan);
            if (await started.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                errors.PassOn();
                var addresses = JsonDocument.Parse(line).RootElement;
                return new Simulators(started, new Uri(addresses.GetProperty("clientworks").GetString()!), new Uri(addresses.GetProperty("wealthbox").GetString()!));
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            started.Kill();
        }

        await started.WaitForExitAsync(cancel);
        throw new DemoException($"The simulators did not start. {errors.Kept} Their ports are --Demo:ClientWorksPort and --Demo:WealthboxPort.");
    }

    public async ValueTask DisposeAsync()
    {
        if (process is null)
        {
            return;
        }

        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>The program that runs this process's own runtime: {root}/shared/Microsoft.NETCore.App/{version}/ lies below it.</summary>
    private static string DotnetPath()
    {
        var root = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var program = Path.Combine(root, OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        return File.Exists(program) ? program : "dotnet";
    }
}

/// <summary>The demo can't run. The message is one line for whoever started it.</summary>
internal sealed class DemoException(string message) : Exception(message);
