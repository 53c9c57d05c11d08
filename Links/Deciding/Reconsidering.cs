namespace Counterpart.Links;

/// <summary>Decides what is known anew: after the settings changed, or because somebody wants to know how it is now.</summary>
internal static class Reconsidering
{
    public static LinkReply Refresh(LinkDraft draft, DateTimeOffset at)
    {
        var state = draft.State;
        if (!state.Phase.IsKept())
        {
            return new LinkReply.NotLinked(state.Phase);
        }

        draft.Add(new LinkEvent.RefreshAsked(at));
        return new LinkReply.RefreshAsked(Known(state.Hub), Known(state.PartnerSide));
    }

    public static LinkReply Reconsider(LinkDraft draft, LinkCommand.Reconsider command)
    {
        var state = draft.State;
        if (!state.Phase.IsKept())
        {
            return new LinkReply.NotLinked(state.Phase);
        }

        var changed = PathDecisions.Decide(draft, [.. state.Registers.Keys]);

        // Reads so far passed over what was not mapped; one that came just before this may have shown one side.
        if (command.Added.Any(path => draft.Settings.RuleOf(path) is { } rule && (rule.IsList || !IsKnown(state.RegisterAt(path)))))
        {
            draft.Add(new LinkEvent.RefreshAsked(command.At));
        }

        return new LinkReply.Reconsidered(changed);
    }

    private static bool IsKnown(Register register) => register.Hub.Seen is not null && register.Partner.Seen is not null;

    private static DateTimeOffset? Known(SideState side) => side.KnownAt == default ? null : side.KnownAt;
}
