using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>What a person does to a link that stands: say whose value stands, refresh, pause, resume.</summary>
internal sealed class LinkActs(ILinkHost host, ClientLookup directory, LinkReader reader, ChannelService channels, KeptReplies replies, TimeProvider clock)
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    public async Task<ActOutcome?> PauseAsync(Caller caller, string integration, string client, RequestKey? key, CancellationToken cancel) =>
        await AskAsync(caller, integration, client, new LinkCommand.Pause { At = clock.GetUtcNow() }, key, cancel) is { } answer
            ? await OutcomeAsync(caller, integration, client, answer, cancel)
            : null;

    public async Task<ActOutcome?> ResumeAsync(Caller caller, string integration, string client, RequestKey? key, CancellationToken cancel) =>
        await AskAsync(caller, integration, client, new LinkCommand.Resume { At = clock.GetUtcNow() }, key, cancel) is { } answer
            ? await OutcomeAsync(caller, integration, client, answer, cancel)
            : null;

    public async Task<ApplyOutcome?> ApplyAsync(
        Caller caller, string integration, string client, ImmutableArray<PathChoice> choices, RequestKey? key, CancellationToken cancel)
    {
        if (await AskAsync(caller, integration, client, new LinkCommand.Apply(choices) { At = clock.GetUtcNow() }, key, cancel) is not { } answer)
        {
            return null;
        }

        var act = await OutcomeAsync(caller, integration, client, answer, cancel);
        return new ApplyOutcome(act, answer.Reply is LinkReply.Applied applied ? applied.Results : []);
    }

    public async Task<RefreshOutcome?> RefreshAsync(
        Caller caller, string integration, string client, RequestKey? key, TimeSpan wait, CancellationToken cancel)
    {
        var link = new LinkKey(caller.Firm!, integration, client);
        var until = clock.GetUtcNow() + wait;
        if (await AskAsync(caller, integration, client, new LinkCommand.Refresh { At = clock.GetUtcNow() }, key, cancel) is not { } answer)
        {
            return null;
        }

        var act = await OutcomeAsync(caller, integration, client, answer, cancel);
        var state = await reader.StateAsync(link, cancel);
        var done = false;
        if (answer.Reply is LinkReply.RefreshAsked)
        {
            while (!(done = IsRead(state)) && clock.GetUtcNow() < until)
            {
                await Task.Delay(LookAgain, clock, cancel);
                state = await reader.StateAsync(link, cancel);
            }
        }

        return new RefreshOutcome(act with { Status = state.Phase }, done, channels.Freshness(state));
    }

    public async Task<AllowOutcome?> AllowAsync(
        Caller caller, string integration, string client, string record, RequestKey? key, CancellationToken cancel)
    {
        if (await AskAsync(caller, integration, client, new LinkCommand.Allow(record) { At = clock.GetUtcNow() }, key, cancel) is not { } answer)
        {
            return null;
        }

        var act = await OutcomeAsync(caller, integration, client, answer, cancel);
        return new AllowOutcome(answer.Reply is LinkReply.Allowed { Changed: true }, act.Status, act.Seq, act.Repeated) { Revision = act.Revision };
    }

    /// <summary>Nobody waits for a read of either record any more.</summary>
    private static bool IsRead(LinkState state) => state is { Hub.Wanted: var hub, PartnerSide.Wanted: var partner } && hub == default && partner == default;

    /// <summary>Null when there is no such client.</summary>
    private async Task<Answer?> AskAsync(
        Caller caller, string integration, string client, LinkCommand command, RequestKey? key, CancellationToken cancel)
    {
        if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is null)
        {
            return null;
        }

        var kept = await replies.FindAsync(caller, key, cancel);
        return kept.TryGetValue(client, out var reply)
            ? new Answer(reply, null, 0, Repeated: true)
            : await host.AskAsync(
                new LinkKey(caller.Firm!, integration, client), command, new CommandContext(caller.Actor, KeptReplies.KeyOf(caller, key, client)), cancel);
    }

    private async Task<ActOutcome> OutcomeAsync(Caller caller, string integration, string client, Answer answer, CancellationToken cancel)
    {
        if (answer.Reply is LinkReply.NotLinked refused)
        {
            return new ActOutcome(refused.Phase, IsLinked: false, null, answer.Repeated) { Revision = answer.DecidedAt };
        }

        var state = await reader.StateAsync(new LinkKey(caller.Firm!, integration, client), cancel);
        return new ActOutcome(state.Phase, IsLinked: true, answer.Seq, answer.Repeated) { Revision = answer.DecidedAt };
    }
}
