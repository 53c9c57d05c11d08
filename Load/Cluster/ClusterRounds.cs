using System.Globalization;
using Counterpart.Grains.Interfaces;
using Counterpart.Links;
using Counterpart.Load.Lab;
using Counterpart.Storage;
using Npgsql;

namespace Counterpart.Load.Cluster;

/// <summary>Link grains against Orleans' own grain storage and pgbench: every part in turn, round after round, on one server.</summary>
internal sealed class ClusterRounds(ClusterBenchOptions options, string binaries, PrivatePostgres server, BenchContext context)
{
    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(0.5);

    private readonly TimeProvider clock = context.Clock;
    private readonly TextWriter output = context.Output;
    private readonly LinkKey[] links = [.. Enumerable.Range(0, options.Links).Select(number => SampleLinks.Key(new SampleClient(number, options.Firms)))];
    private readonly LastAnswers answers = new(options.Links);
    private long edited;
    private long stockEdits;

    /// <summary>What each part reached, in calls a second.</summary>
    public RoundValues Measured { get; } = new();

    /// <exception cref="InvalidOperationException">Not all that was answered is in the database.</exception>
    public async Task RunAsync(CancellationToken cancel)
    {
        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = server.ConnectionString });
        await store.OpenAsync(cancel);
        await SampleLinks.FillAsync(store, options.Links, options.Firms, clock, cancel);
        await using var database = NpgsqlDataSource.Create(server.ConnectionString);
        await DescribeAsync(database, cancel);
        var pgbench = new Pgbench(binaries, server.Port, context.Folder);
        await pgbench.CreateRowsAsync(database, cancel);
        var verification = new Verification(store, database, links);
        await verification.BeginAsync(cancel);
        for (var round = 0; round <= options.Rounds; round++)
        {
            await output.WriteLineAsync(round == 0 ? "  warm-up, not counted" : $"  round {round}, load {Machine.Load()}");
            await RoundAsync(store, pgbench, counted: round > 0, cancel);
        }

        var faults = await verification.FaultsAsync(answers, stockEdits, cancel);
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"NOT as answered: {string.Join("; ", faults.Take(5))}");
        }

        await output.WriteLineAsync($"  verified: {answers.Edits} edits are in the journal, and every link's row is as it was answered last");
    }

    private async Task DescribeAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        var state = StateCodec.Write(SampleLinks.State(new SampleClient(7), clock.GetUtcNow())).Length;
        await using var ask = database.CreateCommand(
            "select split_part(version(), ' (', 1) || ', fsync ' || current_setting('fsync') || ', synchronous_commit ' || current_setting('synchronous_commit')");
        await output.WriteLineAsync($"  {await ask.ExecuteScalarAsync(cancel)} on the same cores");
        await output.WriteLineAsync($"  {options.Links} grains of each kind, {options.Callers} callers, {options.Firms} firms, one silo, co-hosted client; a link's state has {state} B");
    }

    private async Task RoundAsync(PostgresStore store, Pgbench pgbench, bool counted, CancellationToken cancel)
    {
        await using (var silo = await BenchSilo.StartAsync(store, server.ConnectionString, dashboard: false, clock, cancel))
        {
            await StockAsync(silo, PartNames.Stock, counted, cancel);
            await EditAsync(silo, PartNames.Edits, counted, cancel);
            await StockAsync(silo, PartNames.StockTuned, counted, cancel);
            if (pgbench.IsInstalled && Asked(PartNames.Pgbench))
            {
                var rate = await pgbench.RunAsync(Time(counted), cancel);
                await TellAsync(PartNames.Pgbench, rate, string.Empty, counted);
            }

            await EmptyAsync(silo, PartNames.EmptyCalls, counted, cancel);
            await ReadAsync(silo, counted, cancel);
        }

        if (Asked(PartNames.EditsWithDashboard) || Asked(PartNames.EmptyCallsWithDashboard))
        {
            await using var silo = await BenchSilo.StartAsync(store, server.ConnectionString, dashboard: true, clock, cancel);
            await EditAsync(silo, PartNames.EditsWithDashboard, counted, cancel);
            await EmptyAsync(silo, PartNames.EmptyCallsWithDashboard, counted, cancel);
        }
    }

    private async Task EditAsync(BenchSilo silo, string part, bool counted, CancellationToken cancel)
    {
        if (Asked(part))
        {
            var grains = Array.ConvertAll(links, link => silo.Grains.GetGrain<ILinkGrain>(LinkGrainKey.Of(link)));
            await EachAsync(grain => grains[grain].ReadAsync());
            var editors = new Editors(silo.Links, links, options.Callers, clock, ++edited * 1_000_000, answers);
            await MeasureAsync(part, duration => editors.EditAsync(duration, cancel), counted);
        }
    }

    private async Task ReadAsync(BenchSilo silo, bool counted, CancellationToken cancel)
    {
        if (Asked(PartNames.Reads))
        {
            var grains = Array.ConvertAll(links, link => silo.Grains.GetGrain<ILinkGrain>(LinkGrainKey.Of(link)));
            await CallAsync(PartNames.Reads, grain => grains[grain].ReadAsync(), counted, cancel);
        }
    }

    private async Task EmptyAsync(BenchSilo silo, string part, bool counted, CancellationToken cancel)
    {
        if (Asked(part))
        {
            var grains = Array.ConvertAll(links, link => silo.Grains.GetGrain<IEmptyGrain>(LinkGrainKey.Of(link)));
            await CallAsync(part, grain => grains[grain].CallAsync(), counted, cancel);
        }
    }

    private async Task StockAsync(BenchSilo silo, string part, bool counted, CancellationToken cancel)
    {
        if (Asked(part))
        {
            var grains = Array.ConvertAll(links, link => silo.Grains.GetGrain<IStockGrain>($"{part}/{LinkGrainKey.Of(link)}"));
            stockEdits += await CallAsync(part, grain => grains[grain].EditAsync($"Okafor-{grain}-{clock.GetTimestamp()}"), counted, cancel);
        }
    }

    private async Task<long> CallAsync(string part, Func<int, Task> call, bool counted, CancellationToken cancel)
    {
        await EachAsync(call);
        var callers = new Callers(options.Callers, links.Length, clock, call);
        await MeasureAsync(part, duration => callers.RunAsync(duration, cancel), counted);
        return callers.Calls + links.Length;
    }

    // Every grain is active before anything is measured.
    private Task EachAsync(Func<int, Task> call) => Parallel.ForAsync(0, links.Length, async (grain, _) => await call(grain));

    private async Task MeasureAsync(string part, Func<TimeSpan, Task<long>> run, bool counted)
    {
        await run(RunUp);
        GC.Collect();
        var gauge = new Gauge(clock);
        var round = gauge.Read(part, await run(Time(counted)), batches: 0);
        await TellAsync(part, round.Rate, FormattableString.Invariant($"  {round.Cpu.TotalMicroseconds / round.Edits,6:F1} us CPU here and {round.Allocated / round.Edits,6} B each"), counted);
    }

    private TimeSpan Time(bool counted) => counted ? options.Duration : options.WarmUp;

    private async Task TellAsync(string part, double rate, string rest, bool counted)
    {
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"    {part,-12} {rate,9:F0}/s{rest}"));
        if (counted)
        {
            Measured.Add(part, rate);
        }
    }

    private bool Asked(string part) => options.Only is null || string.Equals(options.Only, part, StringComparison.Ordinal);
}
