using Counterpart.Load;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Bench;

public sealed class BenchRunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("bench-run-").FullName;
    private readonly StringWriter output = new();

    public void Dispose()
    {
        output.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Run_WhereAGateIsMissed_DoesNotHold()
    {
        Assert.True(await RunAsync(Of("one", Figure.Ratio("one", [0.6], Wanted.AtLeast(0.5)))));
        Assert.True(await RunAsync(Of("one", Figure.Ratio("one", [0.6], Wanted.Towards(0.7, moreIsBetter: true)))));
        Assert.False(await RunAsync(Of("one", Figure.Ratio("one", [0.6], Wanted.AtLeast(0.5))), Of("two", Figure.Ratio("two", [0.4], Wanted.AtLeast(0.5)))));
    }

    [Fact]
    public async Task Run_WhereOneFails_MeasuresTheOthersAndDoesNotHold()
    {
        var holds = await RunAsync(new Fake("broken", _ => throw new InvalidOperationException("An edit is lost.")), Of("whole", Figure.Ratio("whole", [1])));

        Assert.False(holds);
        Assert.Contains("broken FAILED", output.ToString(), StringComparison.Ordinal);
        Assert.Equal(["whole.json"], Directory.EnumerateFiles(folder).Select(Path.GetFileName));
    }

    [Fact]
    public async Task Run_WithoutFigures_WritesNothing()
    {
        Assert.True(await RunAsync(Of("nothing")));
        Assert.Empty(Directory.EnumerateFiles(folder));
    }

    [Fact]
    public async Task Run_WritesTheSizesThatWereUsed()
    {
        await RunAsync(new Fake("sized", context =>
        {
            Assert.Equal((7, TimeSpan.FromSeconds(3), 100), (context.Rounds(5), context.Duration(3), context.Links(100, quick: 10)));
            return [Figure.Ratio("sized", [1])];
        }));

        var written = Assert.Single(await ResultFiles.ReadAllAsync(folder, TestContext.Current.CancellationToken));
        Assert.Equal([("links", 100.0), ("rounds", 7.0), ("seconds", 3.0)], written.Options.Select(option => (option.Key, option.Value)));
    }

    [Fact]
    public async Task Quick_IsOneShortRound()
    {
        var options = new BenchOptions { Quick = true };
        await new BenchRun([new Fake("quick", context =>
        {
            Assert.Equal((1, TimeSpan.FromSeconds(1), 10), (context.Rounds(5), context.Duration(3), context.Links(100, quick: 10)));
            return [];
        })], options, new ManualClock(), output).RunAsync(TestContext.Current.CancellationToken);

        Assert.DoesNotContain("FAILED", output.ToString(), StringComparison.Ordinal);
    }

    private Task<bool> RunAsync(params IBenchmark[] benchmarks) =>
        new BenchRun(benchmarks, new BenchOptions { Rounds = 7, Out = folder }, new ManualClock(), output).RunAsync(TestContext.Current.CancellationToken);

    private static Fake Of(string name, params Figure[] figures) => new(name, _ => figures);

    private sealed class Fake(string name, Func<BenchContext, IReadOnlyList<Figure>> figures) : IBenchmark
    {
        public string Name => name;

        public string Description => "Nothing real.";

        public Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel) => Task.FromResult(figures(context));
    }
}
