using System.Diagnostics;
using System.Globalization;

namespace Counterpart.Load.Lab;

/// <summary>A process of the product that ends with this one, or earlier and without warning.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(60);

    private readonly Process process;
    private readonly TextWriter log;

    private ChildProcess(Process process, TextWriter log)
    {
        this.process = process;
        this.log = log;
    }

    public int Id => process.Id;

    public bool HasEnded => process.HasExited;

    /// <summary>Starts a program of this build and waits for the line that says it is ready.</summary>
    /// <param name="within">What stands before the command line; null: nothing.</param>
    /// <param name="log">A file that keeps what it prints, after what is there; null: nothing is kept.</param>
    /// <exception cref="InvalidOperationException">It ended before.</exception>
    public static async Task<(ChildProcess Child, string Line)> StartAsync(
        string program, IEnumerable<string> arguments, Func<string, bool> isReady, CancellationToken cancel, string? log = null, IReadOnlyList<string>? within = null)
    {
        string[] parts = [.. within ?? [], "dotnet", program, .. arguments];
        var start = new ProcessStartInfo(parts[0]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardInput = true };
        foreach (var argument in parts.Skip(1))
        {
            start.ArgumentList.Add(argument);
        }

        var child = new ChildProcess(
            Process.Start(start) ?? throw new InvalidOperationException($"{program} could not be started."),
            log is null ? TextWriter.Null : new StreamWriter(log, append: true) { AutoFlush = true });
        try
        {
            while (await child.process.StandardOutput.ReadLineAsync(cancel) is { } line)
            {
                await child.log.WriteLineAsync(line);
                if (isReady(line))
                {
                    _ = child.DrainAsync();
                    return (child, line);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody else knows of it.
            await child.DisposeAsync();
            throw;
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

    /// <summary>SIGTERM: it ends what it has begun. One that takes too long is killed.</summary>
    /// <returns>Whether it ended by itself.</returns>
    public async Task<bool> StopAsync(TimeProvider clock, CancellationToken cancel)
    {
        await SignalAsync("TERM", cancel);
        try
        {
            await process.WaitForExitAsync(cancel).WaitAsync(StopLimit, clock, cancel);
            return true;
        }
        catch (TimeoutException)
        {
            await KillAsync();
            return false;
        }
    }

    /// <param name="signal">As <c>STOP</c> or <c>CONT</c>.</param>
    public async Task SignalAsync(string signal, CancellationToken cancel)
    {
        using var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -{signal} {process.Id}")]);
        await kill.WaitForExitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        process.Dispose();
        await log.DisposeAsync();
    }

    private async Task DrainAsync()
    {
        try
        {
            while (await process.StandardOutput.ReadLineAsync() is { } line)
            {
                // A full pipe would stop the child.
                await log.WriteLineAsync(line);
            }
        }
        catch (Exception fault) when (fault is ObjectDisposedException or IOException)
        {
            // It was done with.
        }
    }
}
