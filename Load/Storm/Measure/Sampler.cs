using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>Reads everything that is measured once in an interval.</summary>
internal sealed class Sampler(
    StormTarget target, Crowd crowd, LogTail tail, DatabaseSize database, Timeline timeline, TimeSpan interval, TimeProvider clock) : IDisposable
{
    private readonly ServerMetrics metrics = new(
        target.IsOwn ? [.. target.Laboratory.Addresses, .. target.Laboratory.Silos.Addresses] : target.Laboratory.Addresses, target.OperatorKey);
    private readonly ProcessWatch processes = new(clock);
    private readonly long begun = clock.GetTimestamp();
    private (double Due, long Begun, long Sent, long Writes, long Reads) before;
    private long last = clock.GetTimestamp();

    /// <summary>Seconds since the beginning.</summary>
    public double Now => clock.GetElapsedTime(begun).TotalSeconds;

    public Action<Sample> Show { get; set; } = _ => { };

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var rest = interval - clock.GetElapsedTime(last);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stop.IsCancellationRequested)
            {
                var sample = await TakeAsync(stop);
                timeline.Add(sample);
                Show(sample);
            }
        }
    }

    public void Dispose() => metrics.Dispose();

    private async Task<Sample> TakeAsync(CancellationToken cancel)
    {
        var now = clock.GetTimestamp();
        var seconds = clock.GetElapsedTime(last, now).TotalSeconds;
        last = now;
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        Count(values, seconds);
        Add(values, "post", crowd.Editors.Posts.Take(), seconds);
        Add(values, "read", crowd.Readers.Reads.Take(), seconds);
        Add(values, "toPartner", tail.Staleness.ToPartner.Take(), seconds);
        Add(values, "toHub", tail.Staleness.ToHub.Take(), seconds);
        values["queue.generator"] = crowd.Acts.UnderWay + crowd.Looks.UnderWay;
        values["queue.notThere"] = tail.Staleness.Waiting;
        var at = Now;
        await metrics.ReadAsync(values, cancel);
        Watch(values);
        if (await database.ReadAsync(cancel) is { } bytes)
        {
            values["files.database"] = bytes;
        }

        return new Sample(at, crowd.Rates.Stage, values);
    }

    private void Count(Dictionary<string, double> values, double seconds)
    {
        var now = (crowd.Due, crowd.Editors.Begun, crowd.Editors.Sent, tail.Writes, tail.Reads);
        values["edits"] = now.Begun;
        values["edits.due"] = (now.Due - before.Due) / seconds;
        values["edits.begun"] = (now.Begun - before.Begun) / seconds;
        values["post.sent"] = (now.Sent - before.Sent) / seconds;
        if (now.Begun > before.Begun)
        {
            values["pushes.writes"] = (double)(now.Writes - before.Writes) / (now.Begun - before.Begun);
            values["pushes.reads"] = (double)(now.Reads - before.Reads) / (now.Begun - before.Begun);
        }

        before = now;
    }

    private void Watch(Dictionary<string, double> values)
    {
        foreach (var (name, id) in target.Laboratory.Processes)
        {
            processes.Read(name, id, values);
        }

        processes.Read("generator", Environment.ProcessId, values);
        if (target.Laboratory.SimulatorsId is { } simulators)
        {
            processes.Read("simulators", simulators, values);
        }

        foreach (var id in target.Database is { } server ? ProcessWatch.Descendants(server.ProcessId) : [])
        {
            processes.Read("PostgreSQL", id, values, memory: false);
        }
    }

    private static void Add(Dictionary<string, double> values, string name, Figures figures, double seconds)
    {
        foreach (var kind in Enum.GetValues<AnswerKind>())
        {
            values[$"{name}.{kind.ToString().ToLowerInvariant()}"] = figures[kind] / seconds;
        }

        if (figures.Timed > 0)
        {
            values[$"{name}.p50"] = figures.P50.TotalMilliseconds;
            values[$"{name}.p99"] = figures.P99.TotalMilliseconds;
            values[$"{name}.p999"] = figures.P999.TotalMilliseconds;
        }
    }
}
