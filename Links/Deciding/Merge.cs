namespace Counterpart.Links;

/// <summary>What follows for one path from what its two sides hold: a pure function.</summary>
public static class Merge
{
    public static MergeStep Decide(string path, Register register, FieldRule rule, LinkSettings settings)
    {
        var hub = register.Hub;
        var partner = register.Partner;
        if (hub.Seen is null || partner.Seen is null || hub.Doubt || partner.Doubt)
        {
            return Step(MergeKind.Wait);
        }

        if (MeansTheSame(rule, settings.Region, hub.Seen, partner.Seen))
        {
            return Step(rule.IsList && hub.Seen.IsBlank ? MergeKind.Retire : MergeKind.Agree);
        }

        if (IsMasked(rule, register))
        {
            return Step(MergeKind.Hold, hold: HoldReason.Masked);
        }

        if (register.Quarantined || KeepsReturning(register, settings.Quarantine))
        {
            return Step(MergeKind.Hold, hold: HoldReason.Quarantined);
        }

        if (register.Chosen is { } chosen && MayMove(rule, register, chosen))
        {
            return Step(MergeKind.Owe, chosen, MergeRule.Person);
        }

        if (rule.Direction == Direction.Manual)
        {
            return Step(MergeKind.Hold, hold: HoldReason.Manual);
        }

        if (rule.FillOnly && !hub.Seen.IsBlank && !partner.Seen.IsBlank)
        {
            return Step(MergeKind.Hold, hold: HoldReason.Occupied);
        }

        var hubChanged = Changed(hub, rule, settings);
        var partnerChanged = Changed(partner, rule, settings);
        if (!hubChanged && !partnerChanged)
        {
            // What a system made of our value, and keeps.
            return Step(MergeKind.Hold, hold: HoldReason.Altered);
        }

        if (hub.Shadow is null && partner.Shadow is null)
        {
            return FirstAgreement();
        }

        return hubChanged && partnerChanged ? BothChanged() : OneChanged(hubChanged ? Side.Hub : Side.Partner);

        MergeStep FirstAgreement()
        {
            if (hub.Seen.IsBlank || partner.Seen.IsBlank)
            {
                return Take(hub.Seen.IsBlank ? Side.Partner : Side.Hub, MergeRule.Filled);
            }

            if (CertainlyLater(hub, partner, settings) is { } later)
            {
                return Take(later, MergeRule.Later);
            }

            var policy = rule.Kind == FieldKind.RowReference ? ConflictPolicy.Hub : settings.First;
            return policy == ConflictPolicy.Ask
                ? Step(MergeKind.Hold, hold: HoldReason.First)
                : Take(policy == ConflictPolicy.Hub ? Side.Hub : Side.Partner, MergeRule.First);
        }

        MergeStep BothChanged()
        {
            if (rule.IsList && hub.Seen.IsBlank != partner.Seen.IsBlank)
            {
                return Take(hub.Seen.IsBlank ? Side.Partner : Side.Hub, MergeRule.EditBeatsDelete);
            }

            if (OnlySource(rule.Direction) is { } source)
            {
                return Take(source, MergeRule.OneWay);
            }

            if (rule is { OnBlank: BlankRule.Refill, IsList: false } && hub.Seen.IsBlank != partner.Seen.IsBlank)
            {
                // A blank of such a field never wins, so there is nothing to order or to ask.
                return Take(hub.Seen.IsBlank ? Side.Partner : Side.Hub, MergeRule.Refill);
            }

            if (CertainlyLater(hub, partner, settings) is { } later)
            {
                return Take(later, MergeRule.Later);
            }

            var policy = rule.OnConflict ?? settings.DefaultConflict;
            return policy == ConflictPolicy.Ask
                ? Step(MergeKind.Hold, hold: HoldReason.Conflict)
                : Take(policy == ConflictPolicy.Hub ? Side.Hub : Side.Partner, MergeRule.Policy);
        }

        MergeStep OneChanged(Side changed)
        {
            if (!Allows(rule.Direction, changed))
            {
                return Step(MergeKind.Hold, hold: HoldReason.OneWay);
            }

            if (register.Of(changed).Seen!.IsBlank && !rule.IsList)
            {
                var step = Cleared(changed, Step(MergeKind.Owe, changed, MergeRule.OnlyChange));
                return step.Kind == MergeKind.Take ? step with { Unedited = true } : step;
            }

            return Step(MergeKind.Owe, changed, MergeRule.OnlyChange);
        }

        MergeStep Take(Side winner, MergeRule by)
        {
            if (!Allows(rule.Direction, winner))
            {
                return Step(MergeKind.Hold, hold: HoldReason.OneWay);
            }

            var taken = Step(MergeKind.Take, winner, by) with { Won = register.Of(winner).Seen, Lost = register.Of(winner.Other()).Seen };
            return register.Of(winner).Seen!.IsBlank && !rule.IsList ? Cleared(winner, taken) : taken;
        }

        MergeStep Cleared(Side cleared, MergeStep propagated) => rule.OnBlank switch
        {
            BlankRule.Keep => Step(MergeKind.Hold, hold: HoldReason.BlankKept),
            BlankRule.Refill => Take(cleared.Other(), MergeRule.Refill),
            _ => propagated,
        };

        MergeStep Step(MergeKind kind, Side winner = Side.Hub, MergeRule by = MergeRule.None, HoldReason hold = HoldReason.None) =>
            new(path, kind, winner, by, hold, hub.Version, partner.Version);
    }

    /// <summary>A system may insist on a main row, or have none: that is no difference to resolve.</summary>
    public static bool MeansTheSame(FieldRule rule, string region, FieldValue hub, FieldValue partner) =>
        Canon.Same(rule.Kind, region, hub, partner) || (rule.Kind == FieldKind.RowReference && (hub.IsBlank || partner.IsBlank));

    /// <summary>Whether a person may have the winner's value written to the other side.</summary>
    public static bool MayMove(FieldRule rule, Register register, Side winner) =>
        (rule.Direction == Direction.Manual || Allows(rule.Direction, winner)) && !IsMasked(rule, register);

    private static bool IsMasked(FieldRule rule, Register register) =>
        Masking.Applies(rule.Kind) && (Masking.IsMasked(register.Hub.Seen!) || Masking.IsMasked(register.Partner.Seen!));

    /// <summary>Counted back from the last return, and while the path's last change is that return, or soon after it.</summary>
    private static bool KeepsReturning(Register register, QuarantineRule limit)
    {
        if (register.Returns.Length < limit.Returns)
        {
            return false;
        }

        var changed = register.Hub.NotAfter > register.Partner.NotAfter ? register.Hub.NotAfter : register.Partner.NotAfter;
        return register.Returns[^1] - register.Returns[^limit.Returns] <= limit.Within && changed - register.Returns[^1] <= limit.AfterWrite;
    }

    /// <summary>Certain only when one interval lies wholly behind the other; a vendor's clock never counts.</summary>
    private static Side? CertainlyLater(SideValue hub, SideValue partner, LinkSettings settings)
    {
        if (hub.NotBefore >= partner.NotAfter + settings.ClockDifference)
        {
            return Side.Hub;
        }

        return partner.NotBefore >= hub.NotAfter + settings.ClockDifference ? Side.Partner : null;
    }

    private static bool Changed(SideValue value, FieldRule rule, LinkSettings settings) =>
        value.Shadow is null || !Canon.Same(rule.Kind, settings.Region, value.Seen!, value.Shadow);

    private static bool Allows(Direction direction, Side from) => direction switch
    {
        Direction.Both => true,
        Direction.ToPartner => from == Side.Hub,
        Direction.ToHub => from == Side.Partner,
        _ => false,
    };

    private static Side? OnlySource(Direction direction) => direction switch
    {
        Direction.ToPartner => Side.Hub,
        Direction.ToHub => Side.Partner,
        _ => null,
    };
}
