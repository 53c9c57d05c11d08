using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>A fault that comes at a planned time. The numbers are read as the kind needs them.</summary>
internal sealed record PlannedFault(int Number, FaultKind Kind, DateTimeOffset At, int Firm, int Client, int What, int How);

/// <summary>What happens to nodes, systems, records and settings behind everybody's back, by a plan.</summary>
internal sealed partial class Meddler(World world)
{
    private static readonly FaultKind[] Kinds =
    [
        FaultKind.Crash, FaultKind.Crash, FaultKind.Freeze, FaultKind.ClockJump, FaultKind.ClockJump, FaultKind.Outage, FaultKind.StoreOutage,
        FaultKind.Deletion, FaultKind.Hiding, FaultKind.VendorMerge, FaultKind.Renumbering, FaultKind.Renumbering, FaultKind.Settings,
        FaultKind.LinkAct, FaultKind.LinkAct, FaultKind.LinkAct, FaultKind.LinkAct, FaultKind.LinkAct, FaultKind.LinkAct,
        FaultKind.Ambush, FaultKind.Ambush,
    ];

    public void Plan(Scenario scenario)
    {
        var dice = world.Stream("meddler");
        for (var number = 0; number < scenario.Planned; number++)
        {
            var kind = number == 0 && scenario.HasWipe ? FaultKind.Wipe : dice.Pick(Kinds);
            var at = world.Now + TimeSpan.FromSeconds(3) + dice.Between(TimeSpan.Zero, scenario.Storm);
            var fault = new PlannedFault(number, kind, at, dice.Below(scenario.Firms), dice.Below(scenario.Clients), dice.Below(100), dice.Below(100));
            Plan(fault);
        }

        if (scenario.AllPlanned > scenario.Planned)
        {
            var rush = world.Stream("rush");
            var at = world.Now + TimeSpan.FromSeconds(30) + rush.Between(TimeSpan.Zero, scenario.Storm - TimeSpan.FromMinutes(1));
            Plan(new PlannedFault(scenario.Planned, FaultKind.Rush, at, rush.Below(scenario.Firms), 0, rush.Below(100), rush.Below(100)));
        }
    }

    private void Plan(PlannedFault fault)
    {
        if (world.Cut.HasPlanned(fault.Number) && !world.Cut.Off.Contains(fault.Kind))
        {
            world.Timeline.At(fault.At, () => Do(fault));
        }
    }

    private void Do(PlannedFault fault)
    {
        if (world.Faults.AreOver)
        {
            return;
        }

        world.Faults.Came(fault.Kind);
        if (world.IsTraced)
        {
            world.Tell($"planned fault {fault.Number}: {fault.Kind} firm {fault.Firm} client {fault.Client} {fault.What} {fault.How}");
        }

        var node = world.Nodes[fault.What % world.Nodes.Count];
        var vendor = world.VendorOf(fault.Firm, fault.What % 2 == 0 ? Side.Hub : Side.Partner);
        switch (fault.Kind)
        {
            case FaultKind.Crash:
                node.Crash();
                break;
            case FaultKind.Freeze:
                node.Freeze(TimeSpan.FromSeconds(12 + (fault.How / 3.0)));
                break;
            case FaultKind.ClockJump:
                node.Clock.Jump(((fault.How % 41) - 20) / 41.0);
                break;
            case FaultKind.Outage:
                vendor.DownUntil = world.Now + TimeSpan.FromSeconds(5 + fault.How);
                break;
            case FaultKind.StoreOutage:
                world.Store.DownUntil = world.Now + TimeSpan.FromSeconds(0.5 + (fault.How / 12.0));
                break;
            case FaultKind.Settings:
                Configure(fault.Firm, Rules.Variant(world.Home, fault.What));
                world.Later(TimeSpan.FromSeconds(20 + fault.How), () => Configure(fault.Firm, world.Home));
                break;
            case FaultKind.LinkAct:
                world.LinkActs.Do(fault.Firm, fault.Client, fault.What, fault.How);
                break;
            case FaultKind.Ambush:
                world.Ambushes.Do(fault);
                break;
            case FaultKind.Rush:
                world.Rushes.Do(fault);
                break;
            default:
                Meddle(vendor, fault);
                break;
        }
    }

    /// <summary>Settings that hold at once for the world, a moment later on each node, and then every link is considered again.</summary>
    public void Configure(int firm, LinkSettings settings)
    {
        var before = world.Configure(firm, settings);
        world.Repeats.Configured(firm);
        foreach (var node in world.Nodes.Where(node => node.IsUp))
        {
            node.Keep(firm, before);
            world.Timeline.After(TimeSpan.FromMilliseconds(20 + (node.Name.Length * 30)), () => node.Keep(firm, world.SettingsOf(firm)));
        }

        world.Later(TimeSpan.FromMilliseconds(300), () => Flow.Start(world.Timeline, world.Life, Reconsider(firm, before)));
    }

    private IEnumerator<Wait> Reconsider(int firm, LinkSettings before)
    {
        world.Acting++;
        foreach (var key in world.Store.Links.Select(link => link.Key).Where(key => World.FirmOf(key) == firm).ToList())
        {
            for (var isDone = false; !isDone;)
            {
                var node = world.Nodes.FirstOrDefault(node => node.IsUp && node.Life.FrozenUntil <= world.Now);
                var heard = new Signal(world.Timeline);
                if (node is not null)
                {
                    Flow.Start(world.Timeline, node.Life, Consider(node, key));
                    world.Timeline.After(TimeSpan.FromSeconds(8), heard.Set);
                    yield return heard;
                }
                else
                {
                    yield return TimeSpan.FromSeconds(1);
                }

                IEnumerator<Wait> Consider(Node by, LinkKey link)
                {
                    var added = world.SettingsOf(firm).Rules.Select(rule => rule.Path).Where(path => before.RuleOf(path) is null).Order(StringComparer.Ordinal);
                    var question = new Question { Key = link, Command = now => new LinkCommand.Reconsider { At = now, Added = [.. added] } };
                    yield return Wait.For(by.Host.Ask(question));
                    if (question.End == QuestionEnd.Answered)
                    {
                        yield return Wait.For(by.Host.Revise(link, done => isDone = done));
                    }

                    heard.Set();
                }
            }
        }

        world.Acting--;
    }
}
