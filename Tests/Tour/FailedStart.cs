using System.Diagnostics;
using Counterpart.Tests.EndToEnd;

namespace Counterpart.Tests.Tour;

/// <summary>A start of the product that is meant to end by itself.</summary>
internal sealed record FailedStart(int ExitCode, string[] Errors)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    public static Task<FailedStart> RunAsync(string workFolder, CancellationToken cancel, params string[] arguments) =>
        RunAsync("Api", workFolder, cancel, arguments);

    public static async Task<FailedStart> RunAsync(string room, string workFolder, CancellationToken cancel, params string[] arguments)
    {
        using var process = Process.Start(ProductProgram.Start(workFolder, arguments, room))!;
        var (output, errors) = (new OutputLines(process.StandardOutput), new OutputLines(process.StandardError));
        using var limit = new CancellationTokenSource(Limit, RealClock.Instance);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        try
        {
            await process.WaitForExitAsync(either.Token);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }

        await Task.WhenAll(output.Ended, errors.Ended);
        return new FailedStart(process.ExitCode, errors.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
