using Counterpart.Links;
using Counterpart.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>
/// The one-process product without its HTTP: store, links, channels. Starts in the order of what stands on what and stops
/// the other way round: channels first, then the committer with all it holds, then the store.
/// </summary>
public sealed class Node : IAsyncDisposable
{
    private readonly GroupCommitter committer;
    private readonly NodeKeys keys;
    private readonly AuditTrail audit;
    private readonly Backups backups;
    private readonly Reconsideration reconsideration;
    private readonly CancellationTokenSource stopping = new();
    private Task purging = Task.CompletedTask;

    private Node(NodeOptions options, IStore store, NodeKeys keys, TimeProvider clock, ILoggerFactory loggers)
    {
        this.keys = keys;
        Store = store;
        Clock = clock;
        RunsChannels = options.RunChannels;
        Addresses = new VendorAddresses(options.Tuning);
        Protection = keys.Protection;
        Credentials = new CredentialSeal(Protection);
        var taxIds = new TaxIdSeal(Protection, keys.TaxIdHashKey);
        Systems = new SystemCatalog(options.Tuning);
        Integrations = new IntegrationCatalog(store, Systems, options.Tuning);
        committer = new GroupCommitter(store, clock, options.Commits);
        options.Links.SharedStore |= options.Tuning.Store.IsShared;
        Engine = new LinkEngine(store, committer, Integrations, clock, options.Links);
        Host = options.Host ?? new LinkHost(Engine);
        Channels = new ChannelService(store, Host, committer, Integrations, Systems, options.Tuning, taxIds, Credentials, clock, loggers)
        {
            IsShared = options.Links.SharedStore,
            OnlyFollows = options.OnlyFollowChannels,
            Measured = Metrics.Channels,
        };
        Metrics.Channels.Observe(Channels.Gauges);
        Links = new LinkService(store, Host, Integrations, Channels, clock);
        reconsideration = new Reconsideration(store, Host, Integrations, clock, loggers.CreateLogger<Reconsideration>());
        Keys = new AccessKeys(store, clock);
        var callers = new Callers(Keys, store, clock);
        Callers = callers;
        EndedSessions = new EndedSessions(store, clock);
        Firms = new FirmSetup(this);
        Events = new EventHub(new StoreEventLog(store), options.Events, clock, loggers.CreateLogger<EventHub>(), Metrics.Events);
        committer.Committed += Events.Committed;
        committer.Measure(Metrics);
        Metrics.Links.Observe(() => Host is LinkHost host ? host.LinksInMemory : 0);
        Office = new FirmOffice(this, Keys, callers);
        audit = new AuditTrail(store, loggers);
        backups = new Backups(store, options.DataFolder, options.Backup, clock);
    }

    public IStore Store { get; }

    public TimeProvider Clock { get; }

    public ILinkHost Host { get; }

    /// <summary>Decides and commits for the links that this node has in memory.</summary>
    public LinkEngine Engine { get; }

    public ILinkService Links { get; }

    public IntegrationCatalog Integrations { get; }

    public SystemCatalog Systems { get; }

    public ChannelService Channels { get; }

    public AccessKeys Keys { get; }

    public ICallers Callers { get; }

    public IEndedSessions EndedSessions { get; }

    public FirmSetup Firms { get; }

    public EventHub Events { get; }

    public NodeMetrics Metrics { get; } = new();

    public IFirmOffice Office { get; }

    public IAuditTrail Audit => audit;

    public IBackups Backups => backups;

    /// <summary>The key ring, for what else has to be kept from being made up.</summary>
    public IDataProtectionProvider Protection { get; }

    internal CredentialSeal Credentials { get; }

    internal VendorAddresses Addresses { get; }

    internal bool RunsChannels { get; }

    /// <exception cref="StoreInUseException">Another process has the data folder.</exception>
    /// <exception cref="NodeKeyException">The keys are not those that the data was sealed with.</exception>
    public static async Task<Node> StartAsync(NodeOptions options, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancel)
    {
        OwnFolder.Make(options.DataFolder);
        var store = NewStore(options, clock);
        NodeKeys? loaded = null;
        try
        {
            await store.OpenAsync(cancel);
            loaded = await NodeKeys.LoadAsync(store, options.Tuning.Store, Path.Combine(options.DataFolder, BackupManifest.Keys), cancel);
            var node = new Node(options, store, loaded, clock, loggers);
            node.committer.Start();
            node.purging = node.PurgeAsync();
            if (options is { RunChannels: true, Host: null })
            {
                await node.StartChannelsAsync(cancel);
            }

            return node;
        }
        catch
        {
            await (loaded?.DisposeAsync() ?? ValueTask.CompletedTask);
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Begins to work with the outside systems. Done by <see cref="StartAsync"/>, unless the links are run by another host, which has to be up first.</summary>
    public async Task StartChannelsAsync(CancellationToken cancel)
    {
        await Channels.StartAsync(cancel);
        if (!Channels.OnlyFollows)
        {
            reconsideration.Start();
        }
    }

    /// <summary>Ends it, and waits for what is on its way. Nothing is asked of a link by this node's channels after that.</summary>
    public async Task StopChannelsAsync()
    {
        await reconsideration.DisposeAsync();
        await Channels.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await purging;
        await Events.DisposeAsync();
        await audit.DisposeAsync();
        backups.Dispose();
        await StopChannelsAsync();
        Firms.Dispose();
        await committer.DisposeAsync();
        await keys.DisposeAsync();
        await Store.DisposeAsync();
        Metrics.Dispose();
        stopping.Dispose();
    }

    private static IStore NewStore(NodeOptions options, TimeProvider clock)
    {
        if (options.Tuning.Store.ConnectionString is { } connection)
        {
            return new PostgresStore(new PostgresStoreOptions { ConnectionString = connection });
        }

        var database = Path.Combine(options.DataFolder, BackupManifest.Database);
        OwnFolder.MakeFile(database);
        return new SqliteStore(new SqliteStoreOptions { Path = database }, clock);
    }

    /// <summary>Replies and ended sessions are kept for a time.</summary>
    private async Task PurgeAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Store.PurgeRepliesAsync(Clock.GetUtcNow(), stopping.Token);
                await Store.PurgeSessionsAsync(Clock.GetUtcNow(), stopping.Token);
            }
            catch (Exception fault) when (fault is StoreUnavailableException or OperationCanceledException)
            {
                // Tried again in an hour.
            }

            await Task.Delay(TimeSpan.FromHours(1), Clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
