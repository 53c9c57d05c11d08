using System.Text.Json;
using Counterpart.Load;

namespace Counterpart.Tests.Bench;

public sealed class ResultFilesTests
{
    [Fact]
    public void Text_HoldsWhatAReaderNeeds()
    {
        var result = JsonElement.Parse(ResultFiles.Text(Some.Result("http", Figure.Ratio("http", [0.4123456, 0.31, 0.35], Wanted.AtLeast(0.3, goal: 0.5), "noted"))));

        Assert.Equal("http", result.GetProperty("benchmark").GetString());
        Assert.Equal("0123456789ab", result.GetProperty("revision").GetString());
        Assert.Equal("A processor", result.GetProperty("machine").GetProperty("processor").GetString());
        Assert.Equal(3, result.GetProperty("options").GetProperty("rounds").GetInt32());
        var figure = result.GetProperty("figures")[0];
        Assert.Equal(("ratio http", 0.35, "gateKept"), (figure.GetProperty("name").GetString(), figure.GetProperty("value").GetDouble(), figure.GetProperty("verdict").GetString()));
        Assert.Equal([0.41235, 0.31, 0.35], figure.GetProperty("rounds").EnumerateArray().Select(round => round.GetDouble()));
        Assert.Equal(0.5, figure.GetProperty("wanted").GetProperty("goal").GetDouble());
    }

    [Fact]
    public async Task ReadAll_GivesWhatWasWritten()
    {
        var folder = Directory.CreateTempSubdirectory("bench-results-").FullName;
        try
        {
            await ResultFiles.WriteAsync(folder, Some.Result("zebra", Figure.Once("speed", "edits/s", 12)), TestContext.Current.CancellationToken);
            await ResultFiles.WriteAsync(folder, Some.Result("ant", Figure.Ratio("ant", [1, 2, 3], Wanted.AtMost(2, goal: 1), "noted")), TestContext.Current.CancellationToken);

            var read = await ResultFiles.ReadAllAsync(folder, TestContext.Current.CancellationToken);

            Assert.Equal(["ant", "zebra"], read.Select(result => result.Benchmark));
            Assert.Equal(Some.Result("zebra").Machine, read[1].Machine);
            var figure = Assert.Single(read[0].Figures);
            Assert.Equal(
                ("ratio ant", "", 2.0, Wanted.AtMost(2, goal: 1), "noted", Verdict.GateKept),
                (figure.Name, figure.Unit, figure.Value!.Value, figure.Wanted, figure.Note, figure.Verdict));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
