using System.Net;
using System.Security.Cryptography;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Histories;

/// <summary>One run of callers on hot links, and its verdict.</summary>
internal sealed class HistoriesRun(HistoriesOptions options, TimeProvider clock, TextWriter output)
{
    private const int Shown = 10;

    /// <summary>One caller in so many refreshes.</summary>
    private const int Refreshers = 6;
    private readonly Random random = new(options.Seed);
    private int kills;

    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        await using var server = options.IsCluster ? await StartServerAsync(cancel) : null;
        await using var laboratory = await Laboratory.StartAsync(
            new LaboratoryOptions
            {
                Pairs = options.Links,
                Nodes = options.IsCluster ? 2 : 1,
                Silos = options.IsCluster ? 3 : 0,
                LogFolder = options.LogFolder,
                ConnectionString = server?.ConnectionString,
                MasterKey = server is null ? null : Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
            },
            cancel);
        await laboratory.LinkAllAsync(cancel);
        await Quiet.WaitAsync(laboratory, clock, output, cancel);

        var links = Enumerable.Range(0, options.Links).Select(pair => new HotLink(pair)).ToArray();
        var relays = laboratory.Addresses.Select((node, place) =>
            new Relay(IPAddress.Loopback, new IPEndPoint(IPAddress.Loopback, node.Port), options.Seed + place, clock) { Cuts = options.Cuts }).ToList();
        var callers = Enumerable.Range(0, options.Callers).Select(number => new HistoryCaller(
            links, new Uri($"http://{relays[number % relays.Count].EndPoint}"), number, options.Seed, clock)
            {
                IsStale = options.WithStaleReader && number == 0,
                OnlyRefreshes = number % Refreshers == Refreshers - 1,
            }).ToList();
        using var calm = new HistoryCaller(links, laboratory.Addresses[0], options.Callers, options.Seed, clock);
        try
        {
            foreach (var link in links)
            {
                await ReadAsync(calm, link, cancel);
                link.Initial = link.History.Single() with { Kind = OperationKind.Edit };
                link.History.Clear();
            }

            var end = clock.GetUtcNow() + options.Duration;
            await Task.WhenAll([KillAsync(laboratory, end, cancel), .. callers.Select(caller => caller.RunAsync(end, cancel))]);
            foreach (var link in links)
            {
                await ReadAsync(calm, link, cancel);
            }

            return await VerdictAsync(laboratory, links, callers, relays.Sum(relay => relay.Cut), cancel);
        }
        finally
        {
            callers.ForEach(caller => caller.Dispose());
            relays.ForEach(relay => relay.Dispose());
        }
    }

    private static async Task<PrivatePostgres> StartServerAsync(CancellationToken cancel) => PrivatePostgres.FindBinaries() is { } binaries
        ? await PrivatePostgres.StartAsync(binaries, [], cancel)
        : throw new InvalidOperationException("PostgreSQL is not installed.");

    private static async Task ReadAsync(HistoryCaller caller, HotLink link, CancellationToken cancel)
    {
        while (!await caller.ReadAsync(link, cancel))
        {
            // It was told to repeat.
        }
    }

    /// <summary>Kills and starts what serves the callers until the time is over: the process, or silos and gateways in turn.</summary>
    private async Task KillAsync(Laboratory laboratory, DateTimeOffset end, CancellationToken cancel)
    {
        while (options.KillEvery > TimeSpan.Zero)
        {
            await Task.Delay(options.KillEvery * (0.5 + random.NextDouble()), clock, cancel);
            if (clock.GetUtcNow() >= end)
            {
                return;
            }

            kills++;
            if (options.IsCluster && kills % 4 != 0)
            {
                var silo = random.Next(laboratory.Silos.Count);
                await laboratory.Silos.KillAsync(silo);
                await laboratory.Silos.StartAsync(silo, cancel);
            }
            else
            {
                var node = random.Next(laboratory.Addresses.Count);
                await laboratory.KillProductAsync(node);
                await laboratory.StartProductAsync(cancel, node);
            }
        }
    }

    private async Task<bool> VerdictAsync(Laboratory laboratory, HotLink[] links, List<HistoryCaller> callers, long cut, CancellationToken cancel)
    {
        var violations = callers.SelectMany(caller => caller.Wrong).ToList();
        foreach (var link in links)
        {
            var history = link.History.ToList();
            await KeepAsync(laboratory, link, history, cancel);
            violations.AddRange(HistoryCheck.Violations(link.Initial!, history).Select(what => $"{Laboratory.Client(link.Pair)}: {what}"));
            violations.AddRange((await TakenEdits.ViolationsAsync(link, laboratory.Api, cancel)).Select(what => $"{Laboratory.Client(link.Pair)}: {what}"));
            await output.WriteLineAsync(
                $"{Laboratory.Client(link.Pair)}: edits {Count(history, OperationKind.Edit, Outcome.Accepted)}, refused as older {Count(history, OperationKind.Edit, Outcome.Refused)}, without an answer {Count(history, OperationKind.Edit, Outcome.Maybe)}, reads {Count(history, OperationKind.Read, Outcome.Accepted)}, refreshes {Count(history, OperationKind.Refresh, Outcome.Accepted)}, revisions {link.Initial!.Revision} to {history.Max(operation => operation.Revision)}");
        }

        foreach (var violation in violations.Take(Shown))
        {
            await output.WriteLineAsync($"VIOLATION {violation}");
        }

        await output.WriteLineAsync(
            $"{options.Callers} callers for {options.Duration}; processes killed {kills}, answers cut off {cut}, told to repeat {callers.Sum(caller => caller.ToldToRepeat)}; load {Machine.Load()}");
        var all = links.SelectMany(link => link.History).ToList();
        await output.WriteLineAsync(
            $"histories links {links.Length} operations {all.Count} maybe {all.Count(operation => operation.Outcome == Outcome.Maybe)} violations {violations.Count}{(violations.Count == 0 ? string.Empty : " BROKEN")}");
        return violations.Count == 0;
    }

    /// <summary>What was seen, and what the product says of it, for whoever has to find out why.</summary>
    private async Task KeepAsync(Laboratory laboratory, HotLink link, List<Operation> history, CancellationToken cancel)
    {
        if (options.LogFolder is not { } folder)
        {
            return;
        }

        var lines = history.OrderBy(operation => operation.Revision).Select(operation => operation.ToString());
        await File.WriteAllLinesAsync(Path.Combine(folder, $"{Laboratory.Client(link.Pair)}.operations"), lines, cancel);
        List<string> told = [];
        await TakenEdits.EachAsync(link, laboratory.Api, entry => told.Add(entry.GetRawText()), cancel);
        await File.WriteAllLinesAsync(Path.Combine(folder, $"{Laboratory.Client(link.Pair)}.history"), told, cancel);
    }

    private static int Count(List<Operation> history, OperationKind kind, Outcome outcome) =>
        history.Count(operation => operation.Kind == kind && operation.Outcome == outcome);
}
