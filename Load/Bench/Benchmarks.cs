using System.Globalization;
using Counterpart.Links;

namespace Counterpart.Load;

/// <summary>Rounds in turn, so that a machine that others use too slows both sides of a ratio alike.</summary>
internal sealed class Benchmarks(BenchOptions options, BenchFolder folder, TimeProvider clock, TextWriter output)
{
    public const string HostVersusRaw = "host-vs-raw";
    public const string HotLink = "hot-link";
    public const string PartsOfAnEdit = "parts";

    public async Task RunAsync(CancellationToken cancel)
    {
        await output.WriteLineAsync(Machine.Describe());
        if (options.Only is null or PartsOfAnEdit)
        {
            await new Parts(clock, output).RunAsync();
        }

        if (options.Only is PartsOfAnEdit)
        {
            return;
        }

        var start = folder.File("start.db");
        await SampleLinks.CreateAsync(start, options.Links, clock, cancel);
        var ratios = new List<string>();
        if (options.Only is null or HostVersusRaw)
        {
            ratios.Add(await RatioAsync(HostVersusRaw, () => HostAndRawAsync(start, cancel)));
        }

        if (options.Only is null or HotLink)
        {
            ratios.Add(await RatioAsync(HotLink, () => TogetherAndSingleAsync(start, cancel)));
        }

        foreach (var ratio in ratios)
        {
            await output.WriteLineAsync(ratio);
        }
    }

    private async Task<string> RatioAsync(string name, Func<Task<(Round Upper, Round Lower)>> pair)
    {
        await output.WriteLineAsync($"{name}: {options.Rounds} rounds of each, in turn, after one that is not counted");
        var ratios = new List<double>();
        for (var number = 0; number <= options.Rounds; number++)
        {
            var (upper, lower) = await pair();
            var ratio = upper.Rate / lower.Rate;
            await output.WriteLineAsync($"  {(number == 0 ? "warm-up" : $"round {number}")}");
            await output.WriteLineAsync($"    {upper}");
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"    {lower}  ratio {ratio:F2}"));
            if (number > 0)
            {
                ratios.Add(ratio);
            }
        }

        ratios.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"ratio {name} {ratios[ratios.Count / 2]:F2}");
    }

    private async Task<(Round Host, Round Raw)> HostAndRawAsync(string start, CancellationToken cancel)
    {
        var links = Enumerable.Range(0, options.Links).Select(number => SampleLinks.Key(new SampleClient(number))).ToArray();
        var played = folder.Copy(start, "host.db");
        var (host, after) = await new HostRound(played, clock).RunAsync("host", links, options.Callers, options.Duration, batchLimit: null, cancel);
        var raw = new RawRound(folder.Copy(start, "raw.db"), clock).Run("raw", Recording.Read(start, played, after));
        BenchFolder.Remove(played);
        BenchFolder.Remove(folder.File("raw.db"));
        return (host, raw);
    }

    private async Task<(Round Together, Round Single)> TogetherAndSingleAsync(string start, CancellationToken cancel)
    {
        LinkKey[] link = [SampleLinks.Key(new SampleClient(options.Links / 2))];
        var rounds = new List<Round>();
        foreach (var (name, limit) in ((string, int?)[])[("together", null), ("single", 1)])
        {
            var file = folder.Copy(start, "hot.db");
            rounds.Add((await new HostRound(file, clock).RunAsync(name, link, options.Editors, options.Duration, limit, cancel)).Round);
            BenchFolder.Remove(file);
        }

        return (rounds[0], rounds[1]);
    }
}
