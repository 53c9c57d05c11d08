namespace Counterpart.Links;

/// <summary>How many fields of a link differ: what a list shows, and what a sync would be about.</summary>
public static class LinkDifferences
{
    /// <summary>
    /// Mapped fields, rows and tags whose two sides do not mean the same, whether that is about to change or held. Not counted:
    /// fields that are never synced, and a masked value whose end is the other side's end.
    /// </summary>
    public static int Count(LinkState state, LinkSettings settings)
    {
        var count = 0;
        foreach (var (path, register) in state.Registers)
        {
            if (register.Status != RegisterStatus.Agreed && settings.RuleOf(path) is { } rule && Differs(register, rule, settings))
            {
                count++;
            }
        }

        return count;
    }

    public static bool Differs(Register register, FieldRule rule, LinkSettings settings) =>
        rule.Direction != Direction.None
        && register.Hub.Seen is { } hub
        && register.Partner.Seen is { } partner
        && !Merge.MeansTheSame(rule, settings.Region, hub, partner)
        && (register.Hold != HoldReason.Masked || IsOff(register));

    /// <summary>For a masked register: what is shown contradicts the other side.</summary>
    internal static bool IsOff(Register register) =>
        register is { Hub.Seen: { IsBlank: false } hub, Partner.Seen: { IsBlank: false } partner } && !Masking.EndsAlike(hub, partner);
}
