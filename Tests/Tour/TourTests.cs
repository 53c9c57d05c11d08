using System.Globalization;
using System.Text;
using Counterpart.Tests.House;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Tour;

/// <summary>The README's tour does what it says, command by command, against the product as a process.</summary>
public abstract class TourTests
{
    private static readonly TimeSpan CommandLimit = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bash")]
    [InlineData("sh")]
    public async Task Tour_TypedIntoAShell_AnswersAsItSays(string program)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The tour is for a POSIX shell.");
        Assert.SkipUnless(program == "sh" || Shell.Has(program), $"There is no {program}.");
        Assert.SkipUnless(Shell.Has("curl"), "There is no curl.");
        using var folder = new TemporaryFolder();
        await using var product = await StartAsync(folder.Path, Cancel);
        await using var shell = Shell.Start(program, folder.Path);

        foreach (var step in Tour(product))
        {
            var output = new StringBuilder();
            foreach (var command in step.Commands)
            {
                var (exitCode, printed) = await shell.RunAsync(command, CommandLimit, Cancel);
                output.Append(printed);
                Assert.True(exitCode == 0, $"README.md:{step.Line}: exit code {exitCode} of\n{command}\n{printed}");
            }

            var missing = step.Missing(output.ToString());
            Assert.True(missing is null, $"README.md:{step.Line}: the answer lacks\n{missing}\nbelow {step.Commands[^1]}\n{output}");
        }
    }

    /// <summary>Starts the demo, with its simulators on free ports.</summary>
    private protected abstract Task<RunningProduct> StartAsync(string workFolder, CancellationToken cancel);

    /// <summary>The README names the demo's usual ports; the one under test has others.</summary>
    private static List<TourStep> Tour(RunningProduct product)
    {
        var text = new StringBuilder(File.ReadAllText(Path.Combine(HouseRoot.Path, "README.md")));
        foreach (var (port, url) in new[] { (5180, product.Url), (5181, product.ClientWorks!), (5182, product.Wealthbox!) })
        {
            text.Replace(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}"), url.GetLeftPart(UriPartial.Authority));
        }

        var tour = TourText.Read(text.ToString());
        Assert.True(tour.Count > 10 && tour.Count(step => step.Expected.Count > 0) > 10, "The tour was not found in the README.");
        return tour;
    }
}

public sealed class TourInProcessTests : TourTests
{
    private protected override Task<RunningProduct> StartAsync(string workFolder, CancellationToken cancel) =>
        RunningProduct.StartDemoAsync(workFolder, cancel);
}
