using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;

namespace Counterpart.Hosting;

/// <summary>Takes over changes that a hub posts: those of one record in their order, those of different records side by side.</summary>
internal sealed class PostedChanges(ILinkHost host, ChannelService channels, BlankingPosts blanking, TimeProvider clock)
{
    public async Task<ImmutableArray<ChangeOutcome>> TakeAsync(
        Caller caller, string system, ImmutableArray<ClientWorksChange> changes, CancellationToken cancel)
    {
        if (changes.Length == 1)
        {
            // As most hubs post.
            return [await TakeAsync(caller, system, changes[0], cancel)];
        }

        var outcomes = new ChangeOutcome[changes.Length];
        var byRecord = changes.Select((change, index) => (change, index)).GroupBy(entry => entry.change.Record, StringComparer.Ordinal);
        await Task.WhenAll(byRecord.Select(async group =>
        {
            foreach (var (change, index) in group)
            {
                outcomes[index] = await TakeAsync(caller, system, change, cancel);
            }
        }));
        return [.. outcomes];
    }

    private async Task<ChangeOutcome> TakeAsync(Caller caller, string system, ClientWorksChange change, CancellationToken cancel)
    {
        var integration = Integrations.All.First(pair => pair.HubSystem == system);
        var key = new LinkKey(caller.Firm!, integration.Name, change.Record);
        if (change.Content is { } posted && await blanking.WouldBlankAsync(key, posted, change.Revision, cancel))
        {
            return new ChangeOutcome(change.Record, ChangeResult.Held, null, null);
        }

        var now = clock.GetUtcNow();
        LinkCommand command = change.Content is { } content
            ? new LinkCommand.Observe(new RecordRead
            {
                Side = Side.Hub,
                RecordId = change.Record,
                Content = content,
                Revision = change.Revision,
                StartedAt = now,
                EndedAt = now,
                UnchangedSince = channels.UnchangedSince(key.Firm, system),
                Whole = false,
            }) { At = now }
            : new LinkCommand.RecordGone(Side.Hub, GoneReason.Deleted, now, change.Revision) { At = now };
        var answer = await host.AskAsync(key, command, new CommandContext($"system:{system}"), cancel);
        var result = answer.Reply switch
        {
            LinkReply.NotBelieved => ChangeResult.Stale,
            LinkReply.NotLinked => ChangeResult.NotLinked,
            LinkReply.Observed { Changed: 0 } when answer.Seq is null => ChangeResult.Unchanged,
            _ => ChangeResult.Accepted,
        };
        return new ChangeOutcome(change.Record, result, answer.Seq, answer.Revision);
    }
}
