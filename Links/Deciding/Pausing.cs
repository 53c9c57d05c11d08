namespace Counterpart.Links;

/// <summary>Stops and goes on; a broken link remembers which of the two it comes back to.</summary>
internal static class Pausing
{
    public static LinkReply Pause(LinkDraft draft)
    {
        if (!draft.State.Phase.IsKept())
        {
            return new LinkReply.NotLinked(draft.State.Phase);
        }

        if (!draft.State.IsPaused)
        {
            draft.Add(new LinkEvent.Paused());
        }

        return new LinkReply.Paused();
    }

    public static LinkReply Resume(LinkDraft draft)
    {
        if (!draft.State.Phase.IsKept())
        {
            return new LinkReply.NotLinked(draft.State.Phase);
        }

        if (draft.State.IsPaused)
        {
            draft.Add(new LinkEvent.Resumed());
        }

        return new LinkReply.Resumed();
    }
}
