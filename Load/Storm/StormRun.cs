using System.Globalization;
using Counterpart.Load.Lab;
using Counterpart.Load.Lab.Cluster;
using Counterpart.Load.Lab.Nodes;

namespace Counterpart.Load.Storm;

/// <summary>One storm, its report and its verdict.</summary>
internal sealed class StormRun(StormOptions options, Screen screen, TimeProvider clock)
{
    private const int MostSamples = 600;
    private static readonly TimeSpan ShortestInterval = TimeSpan.FromSeconds(1);

    /// <summary>What is left of a run when its faults are over.</summary>
    private const double CalmShare = 0.4;

    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        await using var target = await StormTarget.StartAsync(options, clock, cancel);
        var laboratory = target.Laboratory;
        screen.Say($"{Describe()}; load {Machine.Load()} on {Environment.ProcessorCount} processors");
        await laboratory.LinkAllAsync(cancel);
        var people = new People(laboratory, clock, options.Seed);
        await people.FindRowsAsync(cancel);
        await target.PostsOfTheHubAsync(lost: true, cancel);
        await Quiet.WaitAsync(laboratory, clock, screen.Lines, cancel);

        var tail = new LogTail(laboratory, forget: target.IsOwn, clock);
        await tail.BeginAsync(cancel);
        var timeline = new Timeline();
        var disturbances = new Disturbances(clock);
        using var crowd = new Crowd(target, people, new Rates(), options, disturbances, clock);
        await using var database = new DatabaseSize(target);
        using var sampler = new Sampler(target, crowd, tail, database, timeline, Interval(), clock) { Show = sample => screen.Show(sample) };
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var supervisor = options.Silos > 0 ? new SiloSupervisor(laboratory.Silos, told => Note(told, timeline, sampler), clock) : null;
        var supervising = supervisor?.RunAsync(over.Token) ?? Task.CompletedTask;
        var storm = await StormAsync(target, crowd, tail, sampler, timeline, disturbances, cancel);

        var rested = clock.GetTimestamp();
        await Quiet.WaitAsync(laboratory, clock, screen.Lines, cancel);
        screen.Say(string.Create(CultureInfo.InvariantCulture, $"at rest {clock.GetElapsedTime(rested).TotalSeconds:0} s after the last edit"));
        await tail.CatchUpAsync(cancel);
        var deaf = await crowd.EndListeningAsync(cancel);
        var account = await Accounting.OfAsync(laboratory, people, tail.Slots, cancel);
        account.Print(screen.Lines);
        var claims = await ClaimCheck.OfAsync(laboratory, cancel);
        var store = target.Database is { } server && options.Firms == 1 ? await StoreCheck.OfAsync(server.ConnectionString, cancel) : null;
        await target.PostsOfTheHubAsync(lost: false, cancel);
        await over.CancelAsync();
        await supervising;

        var stages = storm.Stages;
        var verdict = new StormVerdict(
            account,
            people.Answered.Count,
            stages.Steady,
            stages.Saturation?.Peak.Answered ?? stages.Steady?.Answered ?? 0,
            stages.Saturation,
            claims.Twice,
            store,
            crowd.Races,
            crowd.Listeners,
            deaf,
            crowd.Failed,
            storm.Kills,
            supervisor?.Ended,
            tail.Truncated,
            Growth.Of(timeline, options));
        await FinishAsync(new StormReport(options, Describe(), timeline, tail, crowd, verdict), cancel);
        return verdict.Holds;
    }

    private async Task<(Stages Stages, int Kills)> StormAsync(
        StormTarget target, Crowd crowd, LogTail tail, Sampler sampler, Timeline timeline, Disturbances disturbances, CancellationToken cancel)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var calm = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var stages = new Stages(crowd, tail.Staleness, timeline, () => sampler.Now, options, clock);
        crowd.Begin(cancel);
        using var live = screen.Begin();
        var beside = Task.WhenAll(tail.RunAsync(enough.Token), sampler.RunAsync(enough.Token));
        var killing = options.FaultEvery is { } every
            ? new Killing(target.Laboratory, disturbances, timeline, () => sampler.Now, every, clock, options.Seed)
            : null;
        var killed = killing?.RunAsync(calm.Token) ?? Task.CompletedTask;
        await using (clock.CreateTimer(_ => calm.Cancel(), null, options.WarmUp + (options.Duration * (1 - CalmShare)), Timeout.InfiniteTimeSpan))
        {
            // Whoever follows the run must not fail unheard.
            var working = stages.RunAsync(cancel);
            await await Task.WhenAny(working, beside);
            await working;
        }

        await calm.CancelAsync();
        await killed;
        await crowd.EndAsync(cancel);
        await enough.CancelAsync();
        await beside.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (stages, killing?.Kills ?? 0);
    }

    private void Note(string told, Timeline timeline, Sampler sampler)
    {
        screen.Say(told);
        timeline.Add(new Mark(sampler.Now, told, IsFault: true));
    }

    private async Task FinishAsync(StormReport report, CancellationToken cancel)
    {
        foreach (var told in report.Notes())
        {
            screen.Say(told);
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(options.Report))!);
        await File.WriteAllTextAsync(options.Report, HtmlReport.Of(report), cancel);
        await File.WriteAllTextAsync(Path.ChangeExtension(options.Report, ".json"), JsonReport.Of(report), cancel);
        screen.Say($"report {Path.GetFullPath(options.Report)}, figures {Path.ChangeExtension(Path.GetFullPath(options.Report), ".json")}");
        screen.Say(report.Verdict.Line);
    }

    private TimeSpan Interval()
    {
        var planned = options.WarmUp + (options.Step is { } step ? step * 20 : options.Duration);
        return planned / MostSamples > ShortestInterval ? planned / MostSamples : ShortestInterval;
    }

    private string Describe()
    {
        var host = options.Running is { } running ? $"what runs at {running.Api}" : options.Silos > 0 ? $"{options.Silos} silos and a gateway on PostgreSQL" : "one process on SQLite";
        var how = options.Step is { } step ? string.Create(CultureInfo.InvariantCulture, $"steps of {step.TotalSeconds:0} s from {options.Rate:0} edits/s on each side")
            : string.Create(CultureInfo.InvariantCulture, $"{options.Rate:0} edits/s on each side for {options.Duration}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{host}, {options.Links} links of {options.Firms} {(options.Firms == 1 ? "firm" : "firms")}, {how}, {options.Conflicts:P0} at once on both sides, {options.Bursts:P0} in bursts of {options.Burst}, skew {options.Skew}, {options.Reads:0} reads/s, {options.Listeners} listeners");
    }
}
