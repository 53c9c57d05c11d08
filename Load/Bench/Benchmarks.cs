using System.Globalization;
using Counterpart.Links;
using Counterpart.Load.Lab;
using Counterpart.Storage;

namespace Counterpart.Load;

/// <summary>Rounds in turn, so that a machine that others use too slows both sides of a ratio alike.</summary>
internal sealed class Benchmarks(BenchOptions options, BenchFolder folder, TimeProvider clock, TextWriter output)
{
    public const string HostVersusRaw = "host-vs-raw";
    public const string HotLink = "hot-link";
    public const string PartsOfAnEdit = "parts";
    public const string PostgresVersusSqlite = "postgres";
    public const string SharedVersusOwn = "shared";

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

        if (options.Only is PostgresVersusSqlite or SharedVersusOwn)
        {
            ratios.AddRange(await PostgresAsync(start, cancel));
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

    private async Task<IReadOnlyList<string>> PostgresAsync(string start, CancellationToken cancel)
    {
        if (PrivatePostgres.FindBinaries() is not { } binaries)
        {
            return ["PostgreSQL is not installed: no figures of it."];
        }

        // As it is delivered: every commit is synced.
        await using var server = await PrivatePostgres.StartAsync(binaries, ["shared_buffers=512MB", "max_wal_size=4GB"], cancel);
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = server.ConnectionString });
        await store.OpenAsync(cancel);
        await SampleLinks.FillAsync(store, options.Links, firms: 1, clock, cancel);
        var links = Enumerable.Range(0, options.Links).Select(number => SampleLinks.Key(new SampleClient(number))).ToArray();
        var rounds = 0L;
        Task<Round> PostgresAsync(string name, bool shared) =>
            new StoreRound(store, clock).RunAsync(name, links, options.Callers, options.Duration, shared, ++rounds * 1_000_000, cancel);
        if (options.Only is SharedVersusOwn)
        {
            return [await RatioAsync(SharedVersusOwn, async () => (await PostgresAsync("shared", true), await PostgresAsync("own", false)))];
        }

        return [await RatioAsync(PostgresVersusSqlite, async () => (await PostgresAsync("postgres", false), await SqliteAsync()))];

        async Task<Round> SqliteAsync()
        {
            var file = folder.Copy(start, "sqlite.db");
            await using var sqlite = new SqliteStore(new SqliteStoreOptions { Path = file }, clock);
            await sqlite.OpenAsync(cancel);
            return await new StoreRound(sqlite, clock).RunAsync("sqlite", links, options.Callers, options.Duration, shared: false, first: 1, cancel);
        }
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
