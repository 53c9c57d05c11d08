using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Counterpart.Tests.Tour;

/// <summary>The product in a process of its own, on ports of its own. Ended with all its children when it is disposed.</summary>
internal sealed partial class RunningProduct : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(30);

    private readonly Process process;
    private readonly OutputLines output;
    private readonly OutputLines errors;

    private RunningProduct(Process process)
    {
        this.process = process;
        output = new OutputLines(process.StandardOutput);
        errors = new OutputLines(process.StandardError);
    }

    public Uri Url { get; private set; } = null!;

    /// <summary>Null without the demo.</summary>
    public Uri? ClientWorks { get; private set; }

    public Uri? Wealthbox { get; private set; }

    public HttpClient Http { get; } = new();

    /// <summary>What it has printed on its standard error so far.</summary>
    public string Errors => errors.Text;

    /// <summary>Starts the demo, with its simulators on free ports.</summary>
    public static Task<RunningProduct> StartDemoAsync(string workFolder, CancellationToken cancel, params string[] more) =>
        StartAsync(workFolder, ["--Demo:ClientWorksPort=0", "--Demo:WealthboxPort=0", .. more], cancel);

    public static Task<RunningProduct> StartEmptyAsync(string workFolder, CancellationToken cancel, params string[] more) =>
        StartAsync(workFolder, ["--no-demo", .. more], cancel);

    /// <summary>Starts another program than the usual.</summary>
    public static Task<RunningProduct> StartAsync(string room, string workFolder, CancellationToken cancel, params string[] more) =>
        StartAsync(workFolder, more, cancel, room);

    /// <summary>Asks it to end, as a service manager does, and waits for it. For Linux and macOS.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> TerminateAsync(CancellationToken cancel)
    {
        using (var kill = Process.Start("sh", ["-c", string.Create(CultureInfo.InvariantCulture, $"kill -TERM {process.Id}")]))
        {
            await kill.WaitForExitAsync(cancel);
        }

        using var limit = Limit(StopLimit, cancel);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        await Task.WhenAll(output.Ended, errors.Ended);
        process.Dispose();
        Http.Dispose();
    }

    private static async Task<RunningProduct> StartAsync(string workFolder, string[] more, CancellationToken cancel, string room = "Api")
    {
        var started = Process.Start(ProductProgram.Start(workFolder, ["--urls", "http://127.0.0.1:0", .. more], room))!;
        var product = new RunningProduct(started);
        try
        {
            using var limit = Limit(StartLimit, cancel);
            await product.ReadBannerAsync(limit.Token);
            return product;
        }
        catch (Exception fault)
        {
            await product.DisposeAsync();
            throw new InvalidOperationException($"The product did not start.\n{product.output.Text}{product.errors.Text}", fault);
        }
    }

    private async Task ReadBannerAsync(CancellationToken cancel)
    {
        Url = new Uri((await output.FindAsync(Listens(), cancel)).Groups["url"].Value);
        var next = await output.FindAsync(Simulators(), cancel);
        if (next.Groups["cw"].Success)
        {
            ClientWorks = new Uri(next.Groups["cw"].Value);
            Wealthbox = new Uri(next.Groups["wb"].Value);
        }
    }

    private static CancellationTokenSource Limit(TimeSpan time, CancellationToken cancel)
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(time);
        return limit;
    }

    [GeneratedRegex(@"^Counterpart listens on (?<url>\S+);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Listens();

    [GeneratedRegex(@"^(Simulators: ClientWorks (?<cw>\S+)\s+Wealthbox (?<wb>\S+)|Without the demo\.)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Simulators();
}
