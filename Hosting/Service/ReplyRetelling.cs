using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>A kept reply that was not the end of the matter is told anew, from what became of it. Nothing is done twice.</summary>
internal sealed class ReplyRetelling(LinkReader reader)
{
    public async Task<Answer> TellAsync(LinkKey link, LinkReply kept, CancellationToken cancel) =>
        new(IsFinal(kept) ? kept : Tell(await reader.StateAsync(link, cancel), kept), null, 0, Repeated: true);

    private static bool IsFinal(LinkReply kept) => kept is not (LinkReply.Matching or LinkReply.Unlinked { Leaving: true });

    private static LinkReply Tell(LinkState state, LinkReply kept) => (kept, state.Phase) switch
    {
        (LinkReply.Matching, Phase.Matching) or (LinkReply.Unlinked, Phase.Leaving) => kept,
        (LinkReply.Unlinked, _) => new LinkReply.Unlinked(Leaving: false),
        (_, Phase.NeedsChoice) => new LinkReply.NeedsChoice(state.Candidates),
        (_, Phase.Leaving) => new LinkReply.Unlinked(Leaving: true),
        (_, Phase.Unlinked) => new LinkReply.Unlinked(Leaving: false),
        _ => new LinkReply.Linked(state.Partner!, state.Evidence!),
    };
}
