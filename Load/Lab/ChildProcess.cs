using System.Diagnostics;

namespace Counterpart.Load.Lab;

/// <summary>A process of the product that ends with this one, or earlier and without warning.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private readonly Process process;

    private ChildProcess(Process process) => this.process = process;

    public int Id => process.Id;

    /// <summary>Starts a program of this build and waits for the line that says it is ready.</summary>
    public static async Task<(ChildProcess Child, string Line)> StartAsync(
        string program, IEnumerable<string> arguments, Func<string, bool> isReady, CancellationToken cancel)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true };
        start.ArgumentList.Add(program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var child = new ChildProcess(Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started."));
        while (await child.process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            if (isReady(line))
            {
                _ = DrainAsync(child.process.StandardOutput);
                return (child, line);
            }
        }

        await child.DisposeAsync();
        throw new InvalidOperationException($"{program} ended before it was ready.");
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
    }

    private static async Task DrainAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is not null)
        {
            // A full pipe would stop the child.
        }
    }
}
