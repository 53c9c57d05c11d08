using Counterpart.Load;
using Counterpart.Tests.House;

namespace Counterpart.Tests.Bench;

/// <summary>docs/performance is what <c>bench</c> measures and what <c>bench report</c> makes of it.</summary>
public sealed class PerformancePageTests
{
    private static readonly string Folder = Path.Combine(HouseRoot.Path, "docs", "performance");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_HasAPlaceForEveryBenchmark()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Folder, "README.md"), Cancel);
        Assert.All(Benchmarks.All, benchmark => Assert.Contains($"<!-- bench {benchmark.Name} -->\n", page.ReplaceLineEndings("\n"), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tables_AreMadeOfTheResults()
    {
        var page = (await File.ReadAllTextAsync(Path.Combine(Folder, "README.md"), Cancel)).ReplaceLineEndings("\n");
        var made = ReportPage.Fill(page, await ResultFiles.ReadAllAsync(Folder, Cancel));

        Assert.True(made == page, "docs/performance/README.md is not current: dotnet run -c Release --project Load -- bench report --page docs/performance/README.md");
    }

    [Fact]
    public void Names_OfBenchmarks_AreFoundOnce() => Assert.Equal(Benchmarks.All.Count, Benchmarks.All.Select(benchmark => benchmark.Name).Distinct(StringComparer.Ordinal).Count());
}
