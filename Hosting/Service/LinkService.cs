using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;

namespace Counterpart.Hosting;

/// <summary>The API's service over any link host.</summary>
public sealed class LinkService : ILinkService
{
    private readonly IStore store;
    private readonly ILinkHost host;
    private readonly IntegrationCatalog integrations;
    private readonly ChannelService channels;
    private readonly TimeProvider clock;
    private readonly ClientLookup directory;
    private readonly MatchQueries queries;
    private readonly DueRevision revision;

    public LinkService(IStore store, ILinkHost host, IntegrationCatalog integrations, ChannelService channels, TimeProvider clock)
    {
        this.store = store;
        this.host = host;
        this.integrations = integrations;
        this.channels = channels;
        this.clock = clock;
        directory = new ClientLookup(store);
        queries = new MatchQueries(store, channels);
        revision = new DueRevision(store, host);
        channels.DirectoryComplete += RematchAsync;
    }

    public async Task<IntegrationView?> GetIntegrationAsync(Caller caller, string integration, CancellationToken cancel) =>
        Integrations.TryGet(integration, out _) ? await integrations.ViewAsync(caller.Firm!, integration, cancel) : null;

    public async Task<IntegrationView?> PutIntegrationAsync(
        Caller caller, string integration, IntegrationSettings settings, long? expected, CancellationToken cancel)
    {
        var firm = caller.Firm!;
        var before = await integrations.GetAsync(firm, integration, cancel);
        var view = await integrations.PutAsync(firm, integration, settings, expected, cancel);
        if (view is not null && before.ContactSync != (await integrations.GetAsync(firm, integration, cancel)).ContactSync)
        {
            // What was edited while contact sync was off is owed; what is owed is not looked at while it is off.
            await revision.RunAsync(firm, integration, cancel);
        }

        return view;
    }

    public async Task<ClientPage> ListClientsAsync(
        Caller caller, string integration, string? query, Phase? status, (string NameKey, string Id)? after, int limit, CancellationToken cancel)
    {
        var rows = await store.ListClientsAsync(
            new ClientQuery(
                caller.Firm!,
                integration,
                IntegrationName.Hub(integration),
                string.IsNullOrWhiteSpace(query) ? null : query,
                status is { } phase ? PhaseNames.Of(phase) : null,
                caller.Book,
                caller.OwnRecord,
                after,
                limit + 1),
            cancel);
        var views = rows.Take(limit).Select(row => new ClientView(
            row.Profile.Id, row.Profile.DisplayName, row.Profile.Kind, row.Book, row.Profile.TaxIdLastFour, PhaseNames.Parse(row.Phase), row.Partner));
        var next = rows.Count > limit ? rows[limit - 1].Profile : null;
        return new ClientPage([.. views], next is null ? null : (next.NameKey, next.Id));
    }

    public async Task<ImmutableArray<LinkOutcome>> LinkAsync(
        Caller caller, string integration, ImmutableArray<string> clients, RequestKey? key, TimeSpan wait, CancellationToken cancel)
    {
        var kept = await KeptAsync(caller, key, cancel);
        var firm = caller.Firm!;
        var until = clock.GetUtcNow() + wait;
        await channels.WaitForDirectoryAsync(firm, IntegrationName.Hub(integration), until - clock.GetUtcNow(), cancel);
        await channels.WaitForDirectoryAsync(firm, IntegrationName.Partner(integration), until - clock.GetUtcNow(), cancel);
        var tenant = PartnerOf(firm, integration);
        return await EachAsync(clients, kept, tenant, async client =>
        {
            if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is not { Deleted: false } row)
            {
                return LinkOutcomes.Of(client, LinkResult.UnknownClient);
            }

            var link = new LinkKey(firm, integration, client);
            var context = new CommandContext(caller.Actor, ReplyKeyOf(caller, key, client));
            return LinkOutcomes.Of(client, await LinkOneAsync(link, row.Profile, context, cancel), tenant);
        });
    }

    public async Task<ImmutableArray<LinkOutcome>> UnlinkAsync(
        Caller caller, string integration, ImmutableArray<string> clients, UnlinkReason reason, RequestKey? key, CancellationToken cancel)
    {
        var kept = await KeptAsync(caller, key, cancel);
        var tenant = PartnerOf(caller.Firm!, integration);
        return await EachAsync(clients, kept, tenant, async client =>
        {
            if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is null)
            {
                return LinkOutcomes.Of(client, LinkResult.UnknownClient);
            }

            var context = new CommandContext(caller.Actor, ReplyKeyOf(caller, key, client));
            var command = new LinkCommand.Unlink(reason) { At = clock.GetUtcNow() };
            return LinkOutcomes.Of(client, await host.AskAsync(new LinkKey(caller.Firm!, integration, client), command, context, cancel), tenant);
        });
    }

    public async Task<LinkOutcome> ChooseAsync(
        Caller caller, string integration, string client, string partner, RequestKey? key, CancellationToken cancel)
    {
        var kept = await KeptAsync(caller, key, cancel);
        var tenant = PartnerOf(caller.Firm!, integration);
        if (kept.TryGetValue(client, out var reply))
        {
            return LinkOutcomes.Of(client, new Answer(reply, null, 0, Repeated: true), tenant);
        }

        if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is not { Deleted: false } row)
        {
            return LinkOutcomes.Of(client, LinkResult.UnknownClient);
        }

        var system = IntegrationName.Partner(integration);
        var link = new LinkKey(caller.Firm!, integration, client);
        if (await store.GetRecordsAsync(link.Firm, system, [partner], cancel) is not [{ Deleted: false } found])
        {
            return LinkOutcomes.Of(client, LinkResult.UnknownPartner);
        }

        var candidates = await queries.WithClaimsAsync(link, [found.Profile], cancel);
        var command = new LinkCommand.Choose(
            tenant, Matcher.Compare(row.Profile, candidates[0]), channels.CompletePass(link.Firm, system)) { At = clock.GetUtcNow() };
        var answer = await host.AskAsync(link, command, new CommandContext(caller.Actor, ReplyKeyOf(caller, key, client)), cancel);
        await AfterLinkingAsync(link, answer, cancel);
        return LinkOutcomes.Of(client, answer, tenant);
    }

    public async Task<LinkView?> GetAsync(Caller caller, string integration, string client, CancellationToken cancel)
    {
        if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is not { } row)
        {
            return null;
        }

        var key = new LinkKey(caller.Firm!, integration, client);
        var stored = await store.LoadLinksAsync([key], cancel);
        var state = stored is [var found] ? StateCodec.Read(key, found.State.Span) : LinkState.New(key);
        return LinkViews.Of(state, row.Profile.DisplayName, await integrations.GetAsync(key.Firm, integration, cancel));
    }

    public async Task<CandidatePage?> FindCandidatesAsync(
        Caller caller, string integration, string client, string? query, (string NameKey, string Id)? after, int limit, CancellationToken cancel)
    {
        if (await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is not { } row)
        {
            return null;
        }

        var key = new LinkKey(caller.Firm!, integration, client);
        var text = query ?? row.Profile.DisplayName;
        // By itself the search takes first and last name: the partner may lack the others.
        var term = query ?? row.Profile.NameKey.Replace('|', ' ');
        var found = await store.SearchRecordsAsync(
            key.Firm, IntegrationName.Partner(integration), string.IsNullOrWhiteSpace(term) ? null : term, after, limit + 1, cancel);
        var shown = found.Take(limit).Select(record => record.Profile).ToList();
        var candidates = await queries.WithClaimsAsync(key, shown, cancel);
        var views = candidates.Select(candidate => new PartnerView(
            candidate.Profile.Id,
            candidate.Profile.DisplayName,
            candidate.Profile.Kind,
            candidate.Profile.Emails,
            candidate.Profile.Phones,
            Matcher.Compare(row.Profile, candidate)));
        var next = found.Count > limit ? shown[^1] : null;
        return new CandidatePage(text, [.. views], next is null ? null : (next.NameKey, next.Id));
    }

    public async Task<HistoryPage?> GetHistoryAsync(
        Caller caller, string integration, string client, string? path, long? before, int limit, CancellationToken cancel) =>
        await directory.FindAsync(caller, IntegrationName.Hub(integration), client, cancel) is null
            ? null
            : await new HistoryReader(store).ReadAsync(new LinkKey(caller.Firm!, integration, client), path, before ?? long.MaxValue, limit, cancel);

    public async Task<ImmutableArray<ChangeOutcome>> PostChangesAsync(
        Caller caller, string system, ImmutableArray<ClientWorksChange> changes, CancellationToken cancel)
    {
        var outcomes = new ChangeOutcome[changes.Length];
        var byRecord = changes.Select((change, index) => (change, index)).GroupBy(entry => entry.change.Record, StringComparer.Ordinal);
        await Task.WhenAll(byRecord.Select(async group =>
        {
            foreach (var (change, index) in group)
            {
                outcomes[index] = await PostChangeAsync(caller, system, change, cancel);
            }
        }));
        return [.. outcomes];
    }

    private async Task<ChangeOutcome> PostChangeAsync(Caller caller, string system, ClientWorksChange change, CancellationToken cancel)
    {
        var integration = Integrations.All.First(pair => pair.HubSystem == system);
        var key = new LinkKey(caller.Firm!, integration.Name, change.Record);
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

    private async Task<Answer> LinkOneAsync(LinkKey link, RecordProfile profile, CommandContext context, CancellationToken cancel)
    {
        var answer = await MatchAsync(link, profile, context, cancel);
        if (answer.Reply is LinkReply.Matching && IsDirectoryComplete(link.Firm, link.Integration))
        {
            // It came to be complete meanwhile: who looks for links that wait for it may have passed this one by.
            answer = await MatchAsync(link, profile, context with { Reply = null }, cancel);
        }

        await AfterLinkingAsync(link, answer, cancel);
        return answer;
    }

    private async Task<Answer> MatchAsync(LinkKey link, RecordProfile profile, CommandContext context, CancellationToken cancel)
    {
        var query = await queries.ForAsync(link, profile, cancel);
        var command = new LinkCommand.Link(PartnerOf(link.Firm, link.Integration), query) { At = clock.GetUtcNow() };
        return await host.AskAsync(link, command, context, cancel);
    }

    private bool IsDirectoryComplete(string firm, string integration) =>
        channels.CompletePass(firm, IntegrationName.Hub(integration)) is not null
        && channels.CompletePass(firm, IntegrationName.Partner(integration)) is not null;

    /// <summary>
    /// Gives a new link what the directory knows of both records. Read after the link is durable: a change captured before
    /// that is in the directory, one captured after it finds the link.
    /// </summary>
    private async Task AfterLinkingAsync(LinkKey link, Answer answer, CancellationToken cancel)
    {
        if (answer is not { Seq: not null, Reply: LinkReply.Linked { Partner: var partner } })
        {
            return;
        }

        foreach (var (side, system, id) in new[] { (Side.Hub, IntegrationName.Hub(link.Integration), link.Client), (Side.Partner, partner.System, partner.Id) })
        {
            if (await store.GetRecordsAsync(link.Firm, system, [id], cancel) is [{ Deleted: false } row])
            {
                var read = DirectoryContent.Read(row.Content.Span).ToRead(side, id);
                await host.AskAsync(link, new LinkCommand.Observe(read) { At = clock.GetUtcNow() }, new CommandContext($"channel:{system}"), cancel);
            }
        }
    }

    /// <summary>Links that waited for the directory get their outcome.</summary>
    private async Task RematchAsync(string firm)
    {
        foreach (var integration in Integrations.All)
        {
            if (!IsDirectoryComplete(firm, integration.Name))
            {
                continue;
            }

            (string, string)? after = null;
            do
            {
                var rows = await store.ListClientsAsync(
                    new ClientQuery(firm, integration.Name, integration.HubSystem, null, PhaseNames.Of(Phase.Matching), null, null, after, 100),
                    CancellationToken.None);
                foreach (var row in rows)
                {
                    var link = new LinkKey(firm, integration.Name, row.Profile.Id);
                    await LinkOneAsync(link, row.Profile, new CommandContext($"channel:{integration.PartnerSystem}"), CancellationToken.None);
                }

                after = rows.Count == 100 ? (rows[^1].Profile.NameKey, rows[^1].Profile.Id) : null;
            }
            while (after is not null);
        }
    }

    private PartnerTenant PartnerOf(string firm, string integration)
    {
        var system = IntegrationName.Partner(integration);
        return new PartnerTenant(system, channels.Tenant(firm, system) ?? string.Empty);
    }

    private static ReplyKey? ReplyKeyOf(Caller caller, RequestKey? key, string client) =>
        key is null ? null : new ReplyKey(caller.Key, key.Key, client, key.RequestHash);

    private async Task<Dictionary<string, LinkReply>> KeptAsync(Caller caller, RequestKey? key, CancellationToken cancel)
    {
        var kept = new Dictionary<string, LinkReply>(StringComparer.Ordinal);
        if (key is null)
        {
            return kept;
        }

        foreach (var row in await store.FindRepliesAsync(caller.Firm!, caller.Key, key.Key, clock.GetUtcNow(), cancel))
        {
            if (row.RequestHash != key.RequestHash)
            {
                throw new KeyReusedException();
            }

            kept[row.Item] = EventJson.ReadReply(row.Reply.Span);
        }

        return kept;
    }

    private static async Task<ImmutableArray<LinkOutcome>> EachAsync(
        ImmutableArray<string> ids, Dictionary<string, LinkReply> kept, PartnerTenant tenant, Func<string, Task<LinkOutcome>> one)
    {
        var outcomes = await Task.WhenAll(ids.Select(async client =>
        {
            if (kept.TryGetValue(client, out var reply))
            {
                return LinkOutcomes.Of(client, new Answer(reply, null, 0, Repeated: true), tenant);
            }

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
