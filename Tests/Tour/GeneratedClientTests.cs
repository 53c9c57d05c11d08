using System.Diagnostics;
using Counterpart.Tests.House;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Tour;

/// <summary>A client that is generated from the OpenAPI document drives the tour; the document passes a linter on the way.</summary>
public sealed class GeneratedClientTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tour_ByAGeneratedClient_IsDone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is for bash.");
        var script = Path.Combine(HouseRoot.Path, "scripts", "generated-client");
        Assert.SkipUnless(
            Directory.Exists(Path.Combine(HouseRoot.Path, "Tests", "GeneratedClient", "node_modules")),
            "The generator is not there: scripts/generated-client install");
        using var folder = new TemporaryFolder();
        await using var product = await RunningProduct.StartDemoAsync(folder.Path, Cancel);
        using var run = Process.Start(new ProcessStartInfo("bash", [script, product.Url.ToString(), product.ClientWorks!.ToString(), product.Wealthbox!.ToString()])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = run.StandardOutput.ReadToEndAsync(Cancel);
        var errors = run.StandardError.ReadToEndAsync(Cancel);
        await run.WaitForExitAsync(Cancel);
        Assert.True(run.ExitCode == 0, await output + await errors);
        Assert.Contains("The tour is done.", await output, StringComparison.Ordinal);
    }
}
