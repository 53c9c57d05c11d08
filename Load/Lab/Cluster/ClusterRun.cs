using System.Globalization;
using Counterpart.Load.Lab.Nodes;

namespace Counterpart.Load.Lab.Cluster;

/// <summary>One run of a cluster under load, and its verdict.</summary>
internal sealed class ClusterRun(LaboratoryOptions options, PrivatePostgres database, ClusterPlan plan, TimeProvider clock, TextWriter output)
{
    public const int Racers = 4;
    private static readonly TimeSpan BetweenRestarts = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan CatchUpLimit = TimeSpan.FromSeconds(30);

    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        await using var laboratory = await Laboratory.StartAsync(options, cancel);
        await laboratory.LinkAllAsync(cancel);
        await output.WriteLineAsync(
            $"{options.Silos} silos and a gateway on one PostgreSQL, {options.Pairs} links, the simulators' limits raised; {plan.Rate} edits/s on each side for {plan.Duration}; load {Machine.Load()} on {Environment.ProcessorCount} processors");
        var people = new People(laboratory, clock, plan.Seed);
        await people.FindRowsAsync(cancel);
        await Quiet.WaitAsync(laboratory, clock, output, cancel);

        var probes = new LinkProbes(laboratory, options.Pairs + (Racers * 2), plan.Probes, clock);
        var havoc = new Havoc(laboratory, database, probes, clock, output, plan.Seed);
        var listener = new Listener(laboratory, clock, plan.Seed);
        var races = new ClaimRaces(laboratory, options.Pairs, Racers, clock);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var beside = Task.WhenAll(listener.RunAsync(enough.Token), probes.RunAsync(enough.Token), havoc.SuperviseAsync(enough.Token));

        var from = clock.GetUtcNow();
        var work = Task.WhenAll(people.RunAsync(plan.Duration, plan.Rate, cancel), races.RunAsync(plan.Duration, cancel));
        await (plan.Rolling ? havoc.RollAsync(BetweenRestarts, cancel) : havoc.KillAsync(plan.Duration, plan.Kills, database: true, cancel));
        await work;
        var took = clock.GetUtcNow() - from;
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"edits made {people.Edits.Count / took.TotalSeconds / 2:0}/s on each side in {took.TotalSeconds:0} s; load {Machine.Load()}"));
        await Quiet.WaitAsync(laboratory, clock, output, cancel);
        await output.WriteLineAsync($"at rest {(clock.GetUtcNow() - from - took).TotalSeconds:0} s later");
        await CatchUpAsync(listener, cancel);

        var account = Account.Of(people, await Evidence.GatherAsync(laboratory, cancel));
        account.Print(output);
        var store = await StoreCheck.OfAsync(options.ConnectionString!, cancel);
        var less = await WithOneLessAsync(laboratory, probes, cancel);
        var end = await listener.EndAsync(cancel);
        await CatchUpAsync(listener, cancel);
        await enough.CancelAsync();
        await beside;
        havoc.Done.Print(output, $"{options.Silos} silos");
        less?.Print(output, $"{options.Silos - 1} silos");
        return await VerdictAsync(new ClusterVerdict(plan, options.Answers!, people, account, store, races, listener, havoc, probes, end));
    }

    private async Task<bool> VerdictAsync(ClusterVerdict verdict)
    {
        await verdict.PrintAsync(output);
        return verdict.Holds;
    }

    /// <summary>How long links of a dead silo are silent where one silo less is there to vote.</summary>
    private async Task<Disruptions?> WithOneLessAsync(Laboratory laboratory, LinkProbes probes, CancellationToken cancel)
    {
        if (plan.KillsWithOneLess == 0)
        {
            return null;
        }

        var havoc = new Havoc(laboratory, database, probes, clock, output, plan.Seed);
        await laboratory.Silos.StopAsync(options.Silos - 1, clock, cancel);
        for (var kill = 0; kill < plan.KillsWithOneLess; kill++)
        {
            await havoc.KillAsync(kill % (options.Silos - 1), Disruption.Death, cancel);
        }

        return havoc.Done;
    }

    private async Task CatchUpAsync(Listener listener, CancellationToken cancel)
    {
        var end = clock.GetUtcNow() + CatchUpLimit;
        while (listener.LastId != await listener.EndAsync(cancel) && clock.GetUtcNow() < end)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancel);
        }
    }
}
