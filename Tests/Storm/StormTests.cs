using System.Text.Json;
using Counterpart.Load.Storm;
using Counterpart.Tests.EndToEnd;

namespace Counterpart.Tests.Storm;

/// <summary>A small storm over whole processes, with everything in it.</summary>
public sealed class StormTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Storm_OverTwoFirms_AccountsForEveryEditAndDrawsItself()
    {
        var folder = Directory.CreateTempSubdirectory("counterpart-storm-");
        try
        {
            var told = new StringWriter();
            var options = new StormOptions
            {
                Links = 40,
                Firms = 2,
                Rate = 30,
                Editors = 16,
                Skew = 0.8,
                Conflicts = 0.1,
                Bursts = 0.2,
                Burst = 20,
                Twice = 0.2,
                Late = 0.2,
                Reads = 10,
                Listeners = 2,
                Racers = 1,
                BulkEvery = TimeSpan.Zero,
                WarmUp = TimeSpan.FromSeconds(1),
                Duration = TimeSpan.FromSeconds(5),
                Step = null,
                Overload = TimeSpan.Zero,
                AtOnce = 1000,
                FaultEvery = null,
                Seed = 1,
                Silos = 0,
                Report = Path.Combine(folder.FullName, "storm.html"),
            };

            var holds = await new StormRun(options, new Screen(told, isTerminal: false), RealClock.Instance).RunAsync(TestContext.Current.CancellationToken);

            output.WriteLine(told.ToString());
            Assert.True(holds, told.ToString());
            Assert.Matches(@"storm edits [1-9]\d* answered [1-9]\d* lost 0 claims-twice 0 event-gaps 0 failed 0 peak \d+/s .* verdict ok", told.ToString());
            var page = await File.ReadAllTextAsync(options.Report, TestContext.Current.CancellationToken);
            Assert.Contains("<svg", page, StringComparison.Ordinal);
            Assert.All(["<script", "src=", "href=", "url("], outside => Assert.DoesNotContain(outside, page, StringComparison.OrdinalIgnoreCase));
            using var figures = JsonDocument.Parse(await File.ReadAllTextAsync(Path.ChangeExtension(options.Report, ".json"), TestContext.Current.CancellationToken));
            var verdict = figures.RootElement.GetProperty("verdict");
            Assert.Equal(verdict.GetProperty("edits").GetInt32(), verdict.GetProperty("fates").EnumerateObject().Sum(fate => fate.Value.GetInt32()));
            Assert.True(figures.RootElement.GetProperty("samples").GetArrayLength() > 2);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
