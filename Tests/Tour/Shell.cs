using System.Diagnostics;
using System.Globalization;
using System.Text;
using Counterpart.Tests.EndToEnd;

namespace Counterpart.Tests.Tour;

/// <summary>A shell that commands are typed into one by one, as a reader does. Each has a limit.</summary>
internal sealed class Shell : IAsyncDisposable
{
    private const string Mark = "==== end of command ";

    private readonly Process process;

    private Shell(Process process) => this.process = process;

    public static Shell Start(string program, string workFolder)
    {
        var start = new ProcessStartInfo(program)
        {
            WorkingDirectory = workFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        var shell = new Shell(Process.Start(start)!);
        shell.process.StandardInput.WriteLine("exec 2>&1");
        return shell;
    }

    /// <summary>Whether the machine has a program of that name that can be asked for its version.</summary>
    public static bool Has(string program)
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo(program, "--version") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            asked.StandardOutput.ReadToEnd();
            asked.WaitForExit();
            return asked.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    /// <exception cref="TimeoutException">It went on for longer than the limit; the message holds what it printed.</exception>
    public async Task<(int ExitCode, string Output)> RunAsync(string command, TimeSpan limit, CancellationToken cancel)
    {
        await process.StandardInput.WriteAsync($"{command}\nprintf '\\n{Mark}%s\\n' \"$?\"\n".AsMemory(), cancel);
        await process.StandardInput.FlushAsync(cancel);
        using var end = new CancellationTokenSource(limit, RealClock.Instance);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancel);
        var output = new StringBuilder();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(either.Token) is { } line)
            {
                if (line.StartsWith(Mark, StringComparison.Ordinal))
                {
                    return (int.Parse(line.AsSpan(Mark.Length), CultureInfo.InvariantCulture), output.ToString());
                }

                output.AppendLine(line);
            }
        }
        catch (OperationCanceledException late) when (end.IsCancellationRequested)
        {
            throw new TimeoutException($"{command}\nwas not done after {limit.TotalSeconds} s. It printed:\n{output}", late);
        }

        throw new EndOfStreamException($"The shell ended in\n{command}\n{output}");
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
