using System.Globalization;
using Counterpart.Load.Lab;
using Counterpart.Load.Lab.Cluster;
using Counterpart.Load.Lab.Nodes;
using Counterpart.Storage;

namespace Counterpart.Load.Faults;

/// <summary>One fault after another under load; after each the product is good again, at rest, and every edit is accounted for.</summary>
internal sealed class FaultsRun(FaultsOptions options, TimeProvider clock, TextWriter output)
{
    private const int KillsBetweenAccounts = 50;
    private const int MostTries = 5;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Random random = new(options.Seed);
    private readonly List<FaultTally> tallies = [];

    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        await using var ground = await FaultGround.StartAsync(options, clock, cancel);
        var laboratory = ground.Laboratory;
        var faults = Choose(ground);
        await PatientlyAsync(() => laboratory.LinkAllAsync(cancel), cancel);
        var people = new People(laboratory, clock, options.Seed);
        await PatientlyAsync(() => people.FindRowsAsync(cancel), cancel);
        await PatientlyAsync(() => Quiet.WaitAsync(laboratory, clock, output, cancel), cancel);
        await output.WriteLineAsync(
            $"{(options.IsCluster ? ground.Networks is null ? "three silos and a gateway" : "three silos in networks of their own and a gateway" : "one process")} on {(options.OnPostgres ? "PostgreSQL" : ground.Disk is null ? "SQLite; this machine mounts no disk for it" : "SQLite on a disk of its own")}, {options.Links} links, {options.Rate} edits/s on each side; load {Machine.Load()} on {Environment.ProcessorCount} processors");

        var probes = new LinkProbes(laboratory, options.Links + (FaultGround.Racers * 2), FaultGround.Probes, clock);
        var races = new ClaimRaces(laboratory, options.Links, FaultGround.Racers, clock);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        List<Task> beside = [probes.RunAsync(enough.Token), Readers.RunAsync(laboratory, clock, enough.Token)];
        if (options.IsCluster)
        {
            beside.Add(new SiloSupervisor(laboratory.Silos, told => output.WriteLine($"{clock.GetUtcNow():HH:mm:ss} {told}"), clock).RunAsync(enough.Token));
        }

        Account? account = null;
        foreach (var fault in faults)
        {
            account = await RunAsync(fault, ground, people, probes, races, cancel);
        }

        await enough.CancelAsync();
        await Task.WhenAll(beside);
        account?.Print(output);
        var store = await StoreAsync(ground, cancel);
        return await VerdictAsync(ground, people, account, races, store);
    }

    private List<Fault> Choose(FaultGround ground)
    {
        List<Fault> all = [.. ProcessFaults.Of(ground, options), .. options.OnPostgres ? DatabaseFaults.Of(ground) : DiskFaults.Of(ground, clock), .. NetworkFaults.Of(ground), .. VendorFaults.Of(ground)];
        var unknown = options.Only.Except(all.Select(fault => fault.Name), StringComparer.Ordinal).ToList();
        return unknown.Count > 0
            ? throw new InvalidOperationException($"There is no {string.Join(", ", unknown)} here; there are {string.Join(", ", all.Select(fault => fault.Name))}.")
            : [.. all.Where(fault => fault.Times > 0 && (options.Only.Count == 0 || options.Only.Contains(fault.Name, StringComparer.Ordinal)))];
    }

    private async Task<Account> RunAsync(Fault fault, FaultGround ground, People people, LinkProbes probes, ClaimRaces races, CancellationToken cancel)
    {
        var tally = new FaultTally(fault, ground.Answers, people);
        tallies.Add(tally);
        Account account;
        do
        {
            var healed = clock.GetUtcNow();
            for (var time = 0; time < KillsBetweenAccounts && tally.Times < fault.Times; time++)
            {
                healed = await OnceAsync(fault, tally, ground, people, probes, races, cancel);
            }

            await PatientlyAsync(() => Quiet.WaitAsync(ground.Laboratory, clock, TextWriter.Null, cancel), cancel);
            tally.UntilRest = clock.GetUtcNow() - healed;
            Evidence? evidence = null;
            await PatientlyAsync(async () => evidence = await Evidence.GatherAsync(ground.Laboratory, cancel), cancel);
            account = Account.Of(people, evidence!);
            if (fault.Times > 1)
            {
                await output.WriteLineAsync($"{clock.GetUtcNow():HH:mm:ss} {fault.Name} {tally.Times} of {fault.Times}: edits {account.Edits}, posts answered {people.Answered.Count}, lost {account.AnsweredAndLost}, {(account.Holds ? "account exact" : "account BROKEN")}");
            }
        }
        while (account.Holds && tally.Times < fault.Times);

        tally.Close(account, !options.IsCluster && ground.Laboratory.HasEnded());
        await output.WriteLineAsync($"{clock.GetUtcNow():HH:mm:ss} {tally.Line()}");
        return account;
    }

    /// <returns>When it was healed.</returns>
    private async Task<DateTimeOffset> OnceAsync(
        Fault fault, FaultTally tally, FaultGround ground, People people, LinkProbes probes, ClaimRaces races, CancellationToken cancel)
    {
        var before = TimeSpan.FromMilliseconds(200 + random.Next(1000));
        var load = before + fault.Lasts + TimeSpan.FromSeconds(1);
        var work = Task.WhenAll(people.RunAsync(load, options.Rate, cancel), races.RunAsync(load, cancel));
        await Task.Delay(before, clock, cancel);
        var began = clock.GetUtcNow();
        await fault.BeginAsync(cancel);
        await Task.Delay(fault.Lasts, clock, cancel);
        if (fault.Look is { } look && await look(cancel) is { } wrong)
        {
            tally.Wrong.Add(wrong);
        }

        await fault.EndAsync(cancel);
        var healed = clock.GetUtcNow();
        while (probes.Silent > 0 || !await ground.Laboratory.IsReadyAsync(cancel))
        {
            if (clock.GetUtcNow() - healed > Patience)
            {
                throw new InvalidOperationException($"After {fault.Name} the product is not good again within {Patience}.");
            }

            await Task.Delay(Look, clock, cancel);
        }

        // What is over at once is healed by starting again: that is part of it.
        tally.Healed(clock.GetUtcNow() - (fault.Lasts == TimeSpan.Zero ? began : healed));
        await work;
        return healed;
    }

    /// <summary>A machine that stands still for minutes makes answers late that are none of the product's doing: then again.</summary>
    private static async Task PatientlyAsync(Func<Task> work, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await work();
                return;
            }
            catch (OperationCanceledException late) when (!cancel.IsCancellationRequested)
            {
                if (tries == MostTries)
                {
                    throw new InvalidOperationException("Nothing answers within half a minute.", late);
                }
            }
        }
    }

    /// <summary>What the store says at the end; a file can be opened when the process has stopped.</summary>
    private async Task<StoreCheck> StoreAsync(FaultGround ground, CancellationToken cancel)
    {
        if (ground.Database is { } database)
        {
            return await StoreCheck.OfAsync(database.ConnectionString, cancel);
        }

        await ground.Laboratory.StopProductAsync(clock, cancel);
        await using var store = new SqliteStore(new SqliteStoreOptions { Path = Path.Combine(ground.Laboratory.DataOf(0), "counterpart.db") }, clock);
        await store.OpenAsync(cancel);
        return await StoreCheck.OfAsync(store, cancel);
    }

    private async Task<bool> VerdictAsync(FaultGround ground, People people, Account? account, ClaimRaces races, StoreCheck store)
    {
        foreach (var violation in races.Violations)
        {
            await output.WriteLineAsync($"VIOLATION {violation}");
        }

        await output.WriteLineAsync(
            $"claims raced for and won {races.Won}, held twice {store.HeldTwice}, links without their claim {store.WithoutClaim}, otherwise than answered {races.Violations.Count}; journal records {store.Records}, missing sequences {store.Sparse}");
        var holds = account is { Holds: true }
            && tallies.TrueForAll(tally => tally.Wrong.Count == 0)
            && races.Violations.IsEmpty
            && store is { HeldTwice: 0, WithoutClaim: 0, Sparse: 0 };
        foreach (var told in holds ? [] : ground.Answers.Cases)
        {
            await output.WriteLineAsync($"failed: {told}");
        }

        var kills = tallies.Where(tally => tally.Name.StartsWith("kill", StringComparison.Ordinal)).Sum(tally => tally.Times);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"faults host {(options.IsCluster ? "cluster" : "one")} kinds {tallies.Count} kills {kills} edits {people.Edits.Count} answered {people.Answered.Count} lost {account?.AnsweredAndLost ?? 0} verdict {(holds ? "ok" : "BROKEN")}"));
        return holds;
    }
}
