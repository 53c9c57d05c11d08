namespace Counterpart.Load.Lab.Nodes;

/// <summary>One run of nodes under load, and its verdict.</summary>
internal sealed class NodesRun(LaboratoryOptions options, TimeProvider clock, TextWriter output)
{
    public const int Racers = 4;

    public async Task<bool> RunAsync(TimeSpan duration, int kills, int rate, int seed, CancellationToken cancel)
    {
        await using var laboratory = await Laboratory.StartAsync(options, cancel);
        await laboratory.LinkAllAsync(cancel);
        await output.WriteLineAsync(
            $"{options.Nodes} nodes on one PostgreSQL, {options.Pairs} links, {rate} edits/s on each side for {duration}, {options.Calls} calls in {options.Window}");
        var people = new People(laboratory, clock, seed);
        await people.FindRowsAsync(cancel);
        await Quiet.WaitAsync(laboratory, clock, output, cancel);

        var listener = new Listener(laboratory, clock, seed);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var listening = listener.RunAsync(enough.Token);
        var races = new ClaimRaces(laboratory, options.Pairs, Racers, clock);
        var work = Task.WhenAll(people.RunAsync(duration, rate, cancel), races.RunAsync(duration, cancel));
        await KillAsync(laboratory, duration, kills, seed, people, cancel);
        await work;
        await Quiet.WaitAsync(laboratory, clock, output, cancel);
        await CatchUpAsync(listener, cancel);
        await enough.CancelAsync();
        await listening;

        var account = Account.Of(people, await Evidence.GatherAsync(laboratory, cancel));
        account.Print(output);
        var budget = await CallBudgetCheck.OfAsync(laboratory, options.Window, cancel);
        var store = await StoreCheck.OfAsync(options.ConnectionString!, cancel);
        return await VerdictAsync(kills, people, account, budget, store, races, listener, await listener.EndAsync(cancel));
    }

    private async Task KillAsync(Laboratory laboratory, TimeSpan duration, int kills, int seed, People people, CancellationToken cancel)
    {
        var random = new Random(seed);
        var share = duration / Math.Max(1, kills);
        for (var kill = 1; kill <= kills; kill++)
        {
            var next = clock.GetUtcNow() + share;
            await Task.Delay(share * (0.1 + (0.4 * random.NextDouble())), clock, cancel);
            var node = kill % options.Nodes;
            await laboratory.KillProductAsync(node);
            await output.WriteLineAsync($"kill {kill} of {kills}: node {node}, after {people.Edits.Count} edits");
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(4000)), clock, cancel);
            await laboratory.StartProductAsync(cancel, node);
            var left = next - clock.GetUtcNow();
            if (left > TimeSpan.Zero && kill < kills)
            {
                await Task.Delay(left, clock, cancel);
            }
        }
    }

    private async Task CatchUpAsync(Listener listener, CancellationToken cancel)
    {
        var end = clock.GetUtcNow() + TimeSpan.FromSeconds(30);
        while (listener.LastId != await listener.EndAsync(cancel) && clock.GetUtcNow() < end)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancel);
        }
    }

    private async Task<bool> VerdictAsync(
        int kills, People people, Account account, CallBudgetCheck budget, StoreCheck store, ClaimRaces races, Listener listener, string end)
    {
        foreach (var violation in races.Violations)
        {
            await output.WriteLineAsync($"VIOLATION {violation}");
        }

        await output.WriteLineAsync($"posts answered {people.Answered.Count} lost {account.AnsweredAndLost}");
        await output.WriteLineAsync($"channels changed their node {store.Moves} times");
        await output.WriteLineAsync(
            $"calls to the partner {budget.Calls}, at most {budget.Most} in {options.Window} of {options.Calls}, refused {budget.Refused}");
        await output.WriteLineAsync(
            $"claims raced for and won {races.Won}, held twice {store.HeldTwice}, links without their claim {store.WithoutClaim}, otherwise than answered {races.Violations.Count}");
        await output.WriteLineAsync($"API calls of the racers {races.Calls}, of them without an answer and repeated {races.WithoutAnswer}");
        await output.WriteLineAsync($"journal records {store.Records}, missing sequences {store.Sparse}");
        await output.WriteLineAsync(
            $"events heard {listener.Events} over {listener.Connections} connections, gaps {listener.Gaps}, resets {listener.Resets}, ends at {listener.LastId} of {end}");
        var holds = account.Holds
            && budget.Refused == 0
            && budget.Most <= options.Calls
            && store is { HeldTwice: 0, WithoutClaim: 0, Sparse: 0 }
            && races.Violations.IsEmpty
            && races.Won > 0
            && listener is { Gaps: 0, Resets: 0, Events: > 0 }
            && listener.LastId == end;
        await output.WriteLineAsync(holds
            ? $"nodes {options.Nodes} kills {kills} edits {account.Edits} answered {people.Answered.Count} lost 0 claims-twice 0 over-budget 0 event-gaps 0"
            : $"nodes {options.Nodes} kills {kills} BROKEN");
        return holds;
    }
}
