using System.Diagnostics;
using Counterpart.Tests.EndToEnd;

namespace Counterpart.Tests.Tour;

/// <summary>One command of the product as it was built, run to its end.</summary>
internal sealed record ProductCommand(int ExitCode, string Output, string[] Errors)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    /// <param name="key">The key for <c>--server</c>.</param>
    /// <param name="input">A line for its standard input.</param>
    public static async Task<ProductCommand> RunAsync(string workFolder, string? key, string? input, CancellationToken cancel, params string[] command)
    {
        var start = ProductProgram.Start(workFolder, command);
        if (key is not null)
        {
            start.Environment["COUNTERPART_KEY"] = key;
        }

        using var process = Process.Start(start)!;
        if (input is not null)
        {
            await process.StandardInput.WriteLineAsync(input);
        }

        process.StandardInput.Close();
        var (output, errors) = (new OutputLines(process.StandardOutput), new OutputLines(process.StandardError));
        using var limit = new CancellationTokenSource(Limit, RealClock.Instance);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancel);
        await process.WaitForExitAsync(either.Token);
        await Task.WhenAll(output.Ended, errors.Ended);
        return new ProductCommand(
            process.ExitCode, output.Text, errors.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }
}
