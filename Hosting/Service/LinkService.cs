using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems.ClientWorks;

namespace Counterpart.Hosting;

/// <summary>The API's service over any link host.</summary>
public sealed partial class LinkService : ILinkService
{
    private readonly IStore store;
    private readonly IntegrationCatalog integrations;
    private readonly SettingsTrial trial;
    private readonly PushPreview preview;
    private readonly ClientLinking linking;
    private readonly LinkReader reader;
    private readonly CandidateSearch search;
    private readonly PostedChanges posted;
    private readonly LinkActs acts;
    private readonly LinkListing listing;
    private readonly RecordPages pages;

    public LinkService(IStore store, ILinkHost host, IntegrationCatalog integrations, ChannelService channels, TimeProvider clock)
    {
        this.store = store;
        this.integrations = integrations;
        var directory = new ClientLookup(store);
        var queries = new MatchQueries(store, channels);
        var matching = new LinkMatching(store, host, channels, queries, clock);
        var replies = new KeptReplies(store, clock);
        reader = new LinkReader(store, directory, integrations, channels);
        linking = new ClientLinking(store, host, channels, directory, queries, matching, replies, new ReplyRetelling(reader), clock);
        acts = new LinkActs(host, directory, reader, channels, replies, clock);
        listing = new LinkListing(store, directory, integrations, channels);
        trial = new SettingsTrial(store, integrations, clock);
        preview = new PushPreview(store, listing);
        pages = new RecordPages(directory, reader, integrations, channels);
        search = new CandidateSearch(store, directory, queries);
        posted = new PostedChanges(host, channels.UnchangedSince, new BlankingPosts(store, integrations), clock);
        channels.DirectoryComplete += matching.RematchAsync;
    }

    public Task<ClientPage> ListClientsAsync(
        Caller caller, string integration, string? query, Phase? status, (string NameKey, string Id)? after, int limit, CancellationToken cancel) =>
        reader.ListClientsAsync(caller, integration, query, status, after, limit, cancel);

    public Task<ImmutableArray<LinkOutcome>> LinkAsync(
        Caller caller, string integration, ImmutableArray<string> clients, RequestKey? key, TimeSpan wait, CancellationToken cancel) =>
        linking.LinkAsync(caller, integration, clients, key, wait, cancel);

    public Task<ImmutableArray<LinkOutcome>> UnlinkAsync(
        Caller caller, string integration, ImmutableArray<string> clients, UnlinkReason reason, RequestKey? key, CancellationToken cancel) =>
        linking.UnlinkAsync(caller, integration, clients, reason, key, cancel);

    public Task<LinkOutcome> ChooseAsync(Caller caller, string integration, string client, string partner, RequestKey? key, CancellationToken cancel) =>
        linking.ChooseAsync(caller, integration, client, partner, key, cancel);

    public Task<LinkView?> GetAsync(Caller caller, string integration, string client, CancellationToken cancel) =>
        reader.GetAsync(caller, integration, client, cancel);

    public Task<CandidatePage?> FindCandidatesAsync(
        Caller caller, string integration, string client, string? query, (string NameKey, string Id)? after, int limit, CancellationToken cancel) =>
        search.FindAsync(caller, integration, client, query, after, limit, cancel);

    public Task<HistoryPage?> GetHistoryAsync(
        Caller caller, string integration, string client, string? path, long? before, int limit, CancellationToken cancel) =>
        reader.GetHistoryAsync(caller, integration, client, path, before, limit, cancel);

    public Task<ImmutableArray<ChangeOutcome>> PostChangesAsync(
        Caller caller, string system, ImmutableArray<ClientWorksChange> changes, CancellationToken cancel) =>
        posted.TakeAsync(caller, system, changes, cancel);
}
