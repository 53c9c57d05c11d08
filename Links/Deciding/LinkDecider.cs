using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>
/// Decides what a command does to a link. Pure: the same state, command and settings give the same events and reply.
/// </summary>
public static class LinkDecider
{
    public static Decision Decide(LinkState state, LinkCommand command, LinkSettings settings)
    {
        var draft = new LinkDraft(state, settings);
        var reply = command switch
        {
            LinkCommand.Observe(var read) => Observing.Observe(draft, read),
            LinkCommand.Begin(var read) begin => Writing.Begin(draft, read, begin.At),
            LinkCommand.Settle settle => Writing.Settle(draft, settle),
            LinkCommand.Link link => Linking.Link(draft, link),
            LinkCommand.Choose choose => Linking.Choose(draft, choose),
            LinkCommand.Unlink unlink => Linking.Unlink(draft, unlink),
            LinkCommand.Allow(var record) => Linking.Allow(draft, record),
            LinkCommand.RecordGone gone => Linking.RecordGone(draft, gone),
            LinkCommand.Pause => Pausing.Pause(draft),
            LinkCommand.Resume => Pausing.Resume(draft),
            LinkCommand.Apply apply => Choosing.Apply(draft, apply),
            LinkCommand.Refresh => Reconsidering.Refresh(draft, command.At),
            LinkCommand.Reconsider reconsider => Reconsidering.Reconsider(draft, reconsider),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };
        return draft.Finish(reply);
    }
}

/// <param name="State">The state after the events; the same object as before when there are none.</param>
/// <param name="Events">One journal record's events; empty when nothing changed.</param>
public sealed record Decision(LinkState State, ImmutableArray<LinkEvent> Events, LinkReply Reply);

/// <summary>A state with the events that a decision has added to it so far.</summary>
internal sealed class LinkDraft(LinkState start, LinkSettings settings)
{
    private readonly LinkState before = start;
    private ImmutableArray<LinkEvent>.Builder? events;

    public LinkState State { get; private set; } = start;

    public LinkSettings Settings { get; } = settings;

    /// <summary>What the path was held for before the command.</summary>
    public HoldReason HeldAtStart(string path) => before.Registers.TryGetValue(path, out var register) ? register.Hold : HoldReason.None;

    public void Add(LinkEvent happened)
    {
        (events ??= ImmutableArray.CreateBuilder<LinkEvent>()).Add(happened);
        State = LinkFold.Apply(State, happened);
    }

    public Decision Finish(LinkReply reply) =>
        events is null
            ? new Decision(State, [], reply)
            : new Decision(LinkFold.EndRecord(State), events.ToImmutable(), reply);
}
