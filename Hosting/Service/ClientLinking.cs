using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Links and unlinks clients, and takes a person's choice.</summary>
internal sealed class ClientLinking(
    IStore store,
    ILinkHost host,
    ChannelService channels,
    ClientLookup directory,
    MatchQueries queries,
    LinkMatching matching,
    KeptReplies replies,
    ReplyRetelling retelling,
    TimeProvider clock)
{
    public async Task<ImmutableArray<LinkOutcome>> LinkAsync(
        Caller caller, string integration, ImmutableArray<string> clients, RequestKey? key, TimeSpan wait, CancellationToken cancel)
    {
        var kept = await replies.FindAsync(caller, key, cancel);
        await matching.WaitForDirectoriesAsync(caller.Firm!, integration, wait, cancel);
        var tenant = matching.PartnerOf(caller.Firm!, integration);
        return await EachAsync(clients, async client =>
        {
            var link = new LinkKey(caller.Firm!, integration, client);
            if (kept.TryGetValue(client, out var reply))
            {
                return await RetellAsync(link, reply, tenant, cancel);
            }

            if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is not { Deleted: false } row)
            {
                return LinkOutcomes.Of(client, LinkResult.UnknownClient);
            }

            var context = new CommandContext(caller.Actor, KeptReplies.KeyOf(caller, key, client));
            return LinkOutcomes.Of(client, await matching.LinkAsync(link, row.Profile, context, cancel), tenant);
        });
    }

    public async Task<ImmutableArray<LinkOutcome>> UnlinkAsync(
        Caller caller, string integration, ImmutableArray<string> clients, UnlinkReason reason, RequestKey? key, CancellationToken cancel)
    {
        var kept = await replies.FindAsync(caller, key, cancel);
        var tenant = matching.PartnerOf(caller.Firm!, integration);
        return await EachAsync(clients, async client =>
        {
            var link = new LinkKey(caller.Firm!, integration, client);
            if (kept.TryGetValue(client, out var reply))
            {
                return await RetellAsync(link, reply, tenant, cancel);
            }

            if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is null)
            {
                return LinkOutcomes.Of(client, LinkResult.UnknownClient);
            }

            var context = new CommandContext(caller.Actor, KeptReplies.KeyOf(caller, key, client));
            var command = new LinkCommand.Unlink(reason) { At = clock.GetUtcNow() };
            return LinkOutcomes.Of(client, await host.AskAsync(link, command, context, cancel), tenant);
        });
    }

    public async Task<LinkOutcome> ChooseAsync(
        Caller caller, string integration, string client, string partner, RequestKey? key, CancellationToken cancel)
    {
        var kept = await replies.FindAsync(caller, key, cancel);
        var tenant = matching.PartnerOf(caller.Firm!, integration);
        var link = new LinkKey(caller.Firm!, integration, client);
        if (kept.TryGetValue(client, out var reply))
        {
            return await RetellAsync(link, reply, tenant, cancel);
        }

        if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is not { Deleted: false } row)
        {
            return LinkOutcomes.Of(client, LinkResult.UnknownClient);
        }

        var system = IntegrationName.Partner(integration);
        if (await store.GetRecordsAsync(link.Firm, system, [partner], cancel) is not [{ Deleted: false } found])
        {
            return LinkOutcomes.Of(client, LinkResult.UnknownPartner);
        }

        var candidates = await queries.WithClaimsAsync(link, [found.Profile], cancel);
        var command = new LinkCommand.Choose(
            tenant, Matcher.Compare(row.Profile, candidates[0]), channels.CompletePass(link.Firm, system)) { At = clock.GetUtcNow() };
        var answer = await host.AskAsync(link, command, new CommandContext(caller.Actor, KeptReplies.KeyOf(caller, key, client)), cancel);
        await matching.AfterLinkingAsync(link, answer, cancel);
        return LinkOutcomes.Of(client, answer, tenant);
    }

    private async Task<LinkOutcome> RetellAsync(LinkKey link, LinkReply kept, PartnerTenant tenant, CancellationToken cancel) =>
        LinkOutcomes.Of(link.Client, await retelling.TellAsync(link, kept, cancel), tenant);

    private static async Task<ImmutableArray<LinkOutcome>> EachAsync(ImmutableArray<string> ids, Func<string, Task<LinkOutcome>> one)
    {
        var outcomes = await Task.WhenAll(ids.Select(async client =>
        {
            try
            {
                return await one(client);
            }
            catch (StoreUnavailableException)
            {
                return LinkOutcomes.Of(client, LinkResult.Unavailable);
            }
        }));
        return [.. outcomes];
    }
}
