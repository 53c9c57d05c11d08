using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;

namespace Counterpart.Hosting;

/// <summary>Takes over changes that a hub posts: those of one record in their order, those of different records side by side.</summary>
/// <param name="unchangedSince">Since when what a firm's system posts is known not to have changed before.</param>
internal sealed class PostedChanges(ILinkHost host, Func<string, string, DateTimeOffset> unchangedSince, BlankingPosts blanking, TimeProvider clock)
{
    public async Task<ImmutableArray<ChangeOutcome>> TakeAsync(
        Caller caller, string system, ImmutableArray<ClientWorksChange> changes, CancellationToken cancel)
    {
        var integration = Integrations.All.First(pair => pair.HubSystem == system);
        var post = new Post(caller.Firm!, integration, new CommandContext($"system:{system}"), cancel);
        if (changes.Length == 1)
        {
            // As most hubs post.
            return [Outcome(changes[0], await AskAsync(post, changes[0]))];
        }

        var answers = new Task<Answer?>[changes.Length];
        var last = new Dictionary<string, Task<Answer?>>(changes.Length, StringComparer.Ordinal);
        for (var place = 0; place < changes.Length; place++)
        {
            var change = changes[place];
            answers[place] = last.TryGetValue(change.Record, out var before) ? AskAfterAsync(before, post, change) : AskAsync(post, change);
            last[change.Record] = answers[place];
        }

        await Task.WhenAll(answers);
        var outcomes = ImmutableArray.CreateBuilder<ChangeOutcome>(changes.Length);
        for (var place = 0; place < changes.Length; place++)
        {
            outcomes.Add(Outcome(changes[place], await answers[place]));
        }

        return outcomes.MoveToImmutable();
    }

    private async Task<Answer?> AskAfterAsync(Task<Answer?> before, Post post, ClientWorksChange change)
    {
        await before;
        return await AskAsync(post, change);
    }

    /// <summary>Null: it would blank values, and is left to the channel's pass.</summary>
    private Task<Answer?> AskAsync(Post post, ClientWorksChange change)
    {
        var key = new LinkKey(post.Firm, post.Integration.Name, change.Record);
        return change.Content is { } content && BlankingPosts.MayBlank(content) ? AskUnlessBlankingAsync(post, key, change, content) : AskAsync(post, key, change);
    }

    private async Task<Answer?> AskUnlessBlankingAsync(Post post, LinkKey key, ClientWorksChange change, RecordContent content) =>
        await blanking.WouldBlankAsync(key, content, change.Revision, post.Cancel) ? null : await AskAsync(post, key, change);

    private Task<Answer?> AskAsync(Post post, LinkKey key, ClientWorksChange change)
    {
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
                UnchangedSince = unchangedSince(post.Firm, post.Integration.HubSystem),
                Whole = false,
            }) { At = now }
            : new LinkCommand.RecordGone(Side.Hub, GoneReason.Deleted, now, change.Revision) { At = now };
        return host.AskAsync(key, command, post.Context, post.Cancel)!;
    }

    private static ChangeOutcome Outcome(ClientWorksChange change, Answer? answer) => answer is null
        ? new ChangeOutcome(change.Record, ChangeResult.Held, null, null)
        : new ChangeOutcome(
            change.Record,
            answer.Reply switch
            {
                LinkReply.NotBelieved => ChangeResult.Stale,
                LinkReply.NotLinked => ChangeResult.NotLinked,
                LinkReply.Observed { Changed: 0 } when answer.Seq is null => ChangeResult.Unchanged,
                _ => ChangeResult.Accepted,
            },
            answer.Seq,
            answer.Revision);

    /// <summary>What the changes of a post have in common.</summary>
    private sealed record Post(string Firm, Integration Integration, CommandContext Context, CancellationToken Cancel);
}
