using System.Globalization;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Load.Scale;

/// <summary>Links that nobody has touched for long: each edit reads its row from a large database first.</summary>
internal sealed class ColdBenchmark : IBenchmark
{
    private static readonly TimeSpan RunUp = TimeSpan.FromSeconds(0.5);

    public string Name => "cold";

    public string Description =>
        "Durable edits a second of links that are not in memory, evenly over a million, over a bare loop that reads the row, appends a record and writes the row.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var import = await ManyLinks.MakeAsync(context, context.Links(ManyLinks.Usual, ManyLinks.Quick), cancel);
        var (callers, walk, record) = (context.Callers(1024), new Walk(import.Links), Record(context.Clock));
        var (step, peaks) = (0L, new List<double>());
        var figures = await RoundsInTurn.RunAsync(
            context, Name, context.Rounds(5), context.WarmUp(4), context.Duration(3), Wanted.AtLeast(0.5), async duration =>
            {
                var host = await HostAsync(duration);

                // In batches as large as the host's were.
                var batch = (int)Math.Clamp(host.Edits / Math.Max(1, host.Batches), 1, callers);
                var raw = new ColdRawRound(import.File, walk, step, batch, record, context.Clock);
                var round = raw.Run("raw", RunUp, duration);
                step = raw.Next;
                return (host, round);
            });
        return
        [
            .. figures,
            new Figure($"{Name}: memory", "MiB", [.. peaks.Skip(1)], Wanted.AtMost(1024), "the most that the process held while the host edited"),
        ];

        async Task<Round> HostAsync(TimeSpan duration)
        {
            ProcessMemory.ForgetPeak();
            await using var open = await OpenHost.OpenAsync(import.File, new LinkHostOptions(), context.Clock, cancel);
            var editors = new ColdEditors(open.Host, walk, step, callers, context.Clock.GetUtcNow().ToUnixTimeMilliseconds(), context.Clock);
            await editors.EditAsync(RunUp, cancel);
            var before = await open.LastBatchAsync(cancel);
            GC.Collect();
            var gauge = new Gauge(context.Clock);
            var round = gauge.Read("host", await editors.EditAsync(duration, cancel), batches: 0);
            round = round with { Batches = (int)(await open.LastBatchAsync(cancel) - before) };
            peaks.Add(ProcessMemory.Peak());
            await context.SayAsync(string.Create(
                CultureInfo.InvariantCulture, $"    {peaks[^1]:0} MiB, {open.Host.LinksInMemory} links in memory, log of {LogMiB(import.File):0} MiB"));
            var gone = editors.Next - step;
            step = editors.Next;
            return gone <= import.Links ? round : throw new InvalidOperationException("More edits than links: some were in memory.");
        }
    }

    /// <summary>As an edit of one field leaves it.</summary>
    private static JournalEntry Record(TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        var before = SampleLinks.State(new SampleClient(0), now);
        var decision = LinkDecider.Decide(before, Editors.Post(2, "Okafor-1", now), FixedSettings.Rules);
        return new JournalEntry(decision.State.Revision, "system:clientworks", now, EventJson.Write(decision.Events));
    }

    private static double LogMiB(string file) => new FileInfo(file + "-wal") is { Exists: true } log ? log.Length / (1024.0 * 1024) : 0;
}
