using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>The course of a run: storm, healing, rest, and quiet edits.</summary>
internal sealed partial class World
{
    private const int QuietRounds = 2;
    private static readonly TimeSpan LongestHealing = TimeSpan.FromHours(3);

    private readonly Dictionary<Vendor, int> passes = [];
    private readonly Dictionary<Vendor, int> sweeps = [];
    private readonly Dictionary<Vendor, DateTimeOffset> lastPasses = [];
    private readonly Replay replay;
    private DateTimeOffset restBegan;

    /// <exception cref="LawBroken">A law did not hold.</exception>
    public void Run()
    {
        foreach (var node in Nodes)
        {
            node.Start();
        }

        for (var firm = 0; firm < Scenario.Firms; firm++)
        {
            for (var client = 0; client < Scenario.Clients; client++)
            {
                LinkActs.Choose(KeyOf(firm, ClientId(firm, client)), firm, ContactId(firm, client));
            }
        }

        Editors.Plan(Scenario);
        Meddler.Plan(Scenario);
        Timeline.Run(Now + TimeSpan.FromSeconds(30) + Scenario.Storm, () => false);
        Heal();
        Rest("after the storm", withSweeps: true);
        Check();
        for (var round = 0; round < QuietRounds; round++)
        {
            QuietRound(round);
        }

        OneMorePass();
        Check();
    }

    /// <summary>A complete pass over a system, begun at a time.</summary>
    public void PassCompleted(Vendor vendor, DateTimeOffset began)
    {
        lastPasses[vendor] = began;
        if (began >= restBegan)
        {
            passes[vendor] = passes.GetValueOrDefault(vendor) + 1;
        }
    }

    /// <summary>When the last complete pass over the system began.</summary>
    public DateTimeOffset LastPass(Vendor vendor) => lastPasses.GetValueOrDefault(vendor);

    public void SweepCompleted(Vendor vendor, DateTimeOffset began)
    {
        if (began >= restBegan)
        {
            sweeps[vendor] = sweeps.GetValueOrDefault(vendor) + 1;
        }
    }

    /// <summary>No more edits and no more faults.</summary>
    private void Heal()
    {
        if (IsTraced)
        {
            Tell("heal");
        }

        Faults.AreOver = true;
        foreach (var vendor in Vendors)
        {
            vendor.DownUntil = Now;
            BrakeAnswers[(vendor.Firm, vendor.Traits.Side)] = new BrakeAnswer(DateTimeOffset.MaxValue, Accept: true);
        }

        Store.DownUntil = Now;
        for (var firm = 0; firm < Scenario.Firms; firm++)
        {
            Meddler.Configure(firm, Home);
        }

        foreach (var link in Store.Links.Where(link => link.State.IsPaused).ToList())
        {
            Callers.Ask(link.Key, now => new LinkCommand.Resume { At = now });
        }

        Timeline.Run(Now + TimeSpan.FromMinutes(8), () => Acting == 0 && Callers.Open == 0 && Vendors.All(vendor => vendor.OnTheirWay == 0));
        foreach (var link in Store.Links.Where(link => link.State.IsPaused).ToList())
        {
            Callers.Ask(link.Key, now => new LinkCommand.Resume { At = now });
        }
    }

    /// <summary>Until nothing is on its way and every system was passed over twice.</summary>
    private void Rest(string when, bool withSweeps)
    {
        passes.Clear();
        sweeps.Clear();
        restBegan = Now;
        var convergence = new Convergence(this);
        Timeline.Run(Now + LongestHealing, IsAtRest);
        LawBroken.Require(1, IsAtRest(), $"the world does not come to rest {when}: {convergence.Unrest() ?? "passes are missing"}");

        bool IsAtRest()
        {
            foreach (var vendor in Vendors)
            {
                if (passes.GetValueOrDefault(vendor) < 2 || (withSweeps && sweeps.GetValueOrDefault(vendor) < 1))
                {
                    return false;
                }
            }

            return convergence.Unrest() is null;
        }
    }

    private void Check()
    {
        new Convergence(this).Check();
        Laws.ClaimsHold();
        Laws.CheckRequests();
        replay.Check();
    }

    /// <summary>Law 2: an edit on one side, with quiet before it and after it, is what both sides hold in the end.</summary>
    private void QuietRound(int round)
    {
        var entered = new List<(LinkKey Key, string Path, FieldValue Value)>();
        var paths = new[] { FieldPaths.FirstName, FieldPaths.LastName, FieldPaths.BirthDate };
        Timeline.Run(Now + TimeSpan.FromSeconds(130), () => false);
        var conflicts = Laws.Conflicts;
        foreach (var link in Store.Links.Where(link => link.State.Phase == Phase.Linked))
        {
            var path = Dice.Pick(paths);
            if (link.State.RegisterAt(path).Status != RegisterStatus.Agreed)
            {
                continue;
            }

            var vendor = VendorOf(link.Key, Dice.Chance(0.5) ? Side.Hub : Side.Partner);
            var value = FieldValue.Of(path == FieldPaths.BirthDate ? $"2001-0{1 + round}-1{Dice.Below(10)}" : $"quiet{round}");
            Editors.Edit(vendor, RecordOf(link.State, vendor.Traits.Side)!, path, value);
            entered.Add((link.Key, path, value));
        }

        // What the partner refuses is no reason for unrest.
        foreach (var link in Store.Links.Where(link => link.State.Phase == Phase.Linked && IsFree(link.State.RegisterAt(Contents.JobTitle))).Take(1))
        {
            Editors.Edit(VendorOf(link.Key, Side.Hub), RecordOf(link.State, Side.Hub)!, Contents.JobTitle, FieldValue.Of($"no!quiet{round}"));
        }

        Rest($"after quiet edits, round {round + 1}", withSweeps: false);
        LawBroken.Require(2, Laws.Conflicts == conflicts, "a conflict among edits that were made one after the other");
        foreach (var (key, path, value) in entered)
        {
            var state = Store.Find(key)!.State;
            LawBroken.Require(2, state.RegisterAt(path).Status == RegisterStatus.Agreed, $"{key}: {path} was edited on one side only, and is {state.RegisterAt(path).Status} {state.RegisterAt(path).Hold}");
            foreach (var side in new[] { Side.Hub, Side.Partner })
            {
                var there = Contents.Scalar(RecordOf(state, side)!.Now, path);
                LawBroken.Require(2, Canon.Same(FieldKind.Text, "US", there, value), $"{key}: {path} was edited to {value}, and the {side} holds {there}");
            }
        }
    }

    /// <summary>Nothing stands against it: another conflict over a value that is held as one already is no new one.</summary>
    private static bool IsFree(Register register) => register.Status == RegisterStatus.Agreed || register.Hold == HoldReason.Refused;

    /// <summary>One more pass appends nothing and writes nothing.</summary>
    private void OneMorePass()
    {
        var records = Store.Links.Sum(link => link.Journal.Count);
        var versions = Vendors.Sum(vendor => vendor.Records.Values.Sum(record => record.Versions.Count));
        Rest("after one more pass", withSweeps: false);
        LawBroken.Require(1, records == Store.Links.Sum(link => link.Journal.Count), "one more pass was recorded");
        LawBroken.Require(1, versions == Vendors.Sum(vendor => vendor.Records.Values.Sum(record => record.Versions.Count)), "one more pass was written");
    }
}
