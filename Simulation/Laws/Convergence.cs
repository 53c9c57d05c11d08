using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Law 1: what a world must have come to when edits and faults have stopped.</summary>
internal sealed class Convergence(World world)
{
    /// <summary>Why the world is not at rest yet; null when it is.</summary>
    public string? Unrest()
    {
        foreach (var vendor in world.Vendors)
        {
            if (vendor.OnTheirWay > 0)
            {
                return $"a write is on its way to {vendor.Traits.System}";
            }
        }

        foreach (var link in world.Store.Links)
        {
            if (link.State.Open is { } attempt)
            {
                return $"{link.Key}: attempt {attempt.Id} is open";
            }

            if (link.HubDue is not null || link.PartnerDue is not null)
            {
                return $"{link.Key}: something is due to {(link.HubDue is null ? Side.Partner : Side.Hub)} at {link.HubDue ?? link.PartnerDue:HH:mm:ss.fff}";
            }

            if (link.State.Phase == Phase.Leaving)
            {
                return $"{link.Key} is leaving";
            }
        }

        return world.Callers.Open > 0 ? "somebody waits for an answer" : null;
    }

    public void Check()
    {
        foreach (var link in world.Store.Links)
        {
            CheckPhase(link.State);
            if (link.State.Phase == Phase.Linked)
            {
                CheckLinked(link.State);
            }

            if (link.State.Phase is Phase.Linked or Phase.Broken)
            {
                world.Laws.LedgerOf(link.Key).Check(link.State);
            }
        }
    }

    private void CheckPhase(LinkState state)
    {
        if (state.Partner is null)
        {
            return;
        }

        var isThere = world.RecordOf(state, Side.Hub) is { IsThere: true } && world.RecordOf(state, Side.Partner) is { IsThere: true };
        LawBroken.Require(1, state.Phase == Phase.Broken == !isThere, $"{state.Key} is {state.Phase}, and its records are {(isThere ? "" : "not ")}there");
    }

    private void CheckLinked(LinkState state)
    {
        foreach (var (path, register) in state.Registers)
        {
            LawBroken.Require(1, register.Status is RegisterStatus.Agreed or RegisterStatus.Held, $"{state.Key}: {path} is {register.Status}");
            LawBroken.Require(1, register.Status != RegisterStatus.Held || register.Hold != HoldReason.None, $"{state.Key}: {path} is held for no reason");
            LawBroken.Require(
                1,
                register.Status != RegisterStatus.Agreed || Merge.MeansTheSame(world.Home.RuleOf(path)!, "US", register.Hub.Seen!, register.Partner.Seen!),
                $"{state.Key}: {path} is agreed, but {register.Hub.Seen} is not {register.Partner.Seen}");
            LawBroken.Require(1, IsPossible(state.Key, path, register), $"{state.Key}: {path} is {register.Hold} by systems that do no such thing");
        }

        CheckSeen(state, Side.Hub);
        CheckSeen(state, Side.Partner);
    }

    /// <summary>A system that takes everything is the reason for no hold.</summary>
    private bool IsPossible(LinkKey key, string path, Register register)
    {
        var partner = world.Scenario.Partner;
        return register.Hold switch
        {
            // A row whose id changed between read and write is still there as it was, beside the new one.
            HoldReason.Refused => (path is Contents.JobTitle or Contents.Employer && (partner.Refuses || partner.IgnoresEmployer || partner.Truncates))
                || (FieldPaths.List(path) == ListParts.Phones && world.Excuses.Has(key, path)),
            HoldReason.Altered => path == Contents.JobTitle ? partner.Truncates : path == Contents.Employer ? partner.IgnoresEmployer : !Contents.Scalars.Contains(path) || path == Contents.TaxNumber,
            HoldReason.Masked => path == Contents.TaxNumber && partner.Masks,
            HoldReason.BlankKept => path == Contents.JobTitle,
            HoldReason.OneWay => path == Contents.Status,
            HoldReason.Manual or HoldReason.Occupied => false,
            _ => true,
        };
    }

    /// <summary>What is believed of a side is what is there.</summary>
    private void CheckSeen(LinkState state, Side side)
    {
        var record = world.RecordOf(state, side)!;
        foreach (var path in Contents.Scalars)
        {
            var there = Contents.Scalar(record.Now, path);
            var seen = state.RegisterAt(path).Of(side).Seen;
            LawBroken.Require(
                1,
                seen is not null && Canon.Same(world.Home.RuleOf(path)!.Kind, "US", seen, there),
                $"{state.Key}: {path} at the {side} is {there}, and believed to be {seen}");
        }

        var tags = state.Registers.Where(entry => FieldPaths.IsTag(entry.Key) && !entry.Value.Of(side).Seen!.IsBlank).Select(entry => entry.Key);
        var there2 = Contents.Tags(record.Now).Select(tag => FieldPaths.Tag(Canon.Of(FieldKind.Tag, "US", tag.Value))).Order(StringComparer.Ordinal);
        LawBroken.Require(1, tags.SequenceEqual(there2), $"{state.Key}: tags at the {side} are not as believed");
        var held = state.Rows.Where(row => row.Value.Of(side) is not null).ToDictionary(row => row.Value.Of(side)!, row => row.Key, StringComparer.Ordinal);
        var rows = Contents.Phones(record.Now);
        LawBroken.Require(1, rows.Length == held.Count && rows.All(row => held.ContainsKey(row.Id)), $"{state.Key}: rows at the {side} are not as believed");
        foreach (var row in rows)
        {
            LawBroken.Require(
                1,
                Canon.Same(FieldKind.Phone, "US", state.RegisterAt(held[row.Id]).Of(side).Seen!, row.Value),
                $"{state.Key}: {held[row.Id]} at the {side} is {row.Value}, and believed to be {state.RegisterAt(held[row.Id]).Of(side).Seen}");
        }
    }
}
