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
    private readonly CancellationTokenSource stopping = new();
    private Task purging = Task.CompletedTask;

    private Node(NodeOptions options, IStore store, TimeProvider clock, ILoggerFactory loggers)
    {
        var keys = Directory.CreateDirectory(Path.Combine(options.DataFolder, "keys"));
        if (!OperatingSystem.IsWindows())
        {
            keys.UnixFileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        }

        Store = store;
        Clock = clock;
        Protection = DataProtectionProvider.Create(keys, builder => builder.SetApplicationName("Counterpart"));
        Credentials = new CredentialSeal(Protection);
        var taxIds = new TaxIdSeal(Protection, HashKeyFile.LoadOrCreate(Path.Combine(keys.FullName, "tax-id.key")));
        Systems = new SystemCatalog(options.Tuning);
        Integrations = new IntegrationCatalog(store, Systems, options.Tuning);
        committer = new GroupCommitter(store, clock, options.Commits);
        Host = new LinkHost(store, committer, Integrations, clock, options.Links);
        Channels = new ChannelService(store, Host, committer, Integrations, Systems, options.Tuning, taxIds, Credentials, clock, loggers);
        Links = new LinkService(store, Host, Integrations, Channels, clock);
        Keys = new AccessKeys(store, clock);
        Callers = new Callers(Keys, store, clock);
        Firms = new FirmSetup(this);
    }

    public IStore Store { get; }

    public TimeProvider Clock { get; }

    public ILinkHost Host { get; }

    public ILinkService Links { get; }

    public IntegrationCatalog Integrations { get; }

    public SystemCatalog Systems { get; }

    public ChannelService Channels { get; }

    public AccessKeys Keys { get; }

    public ICallers Callers { get; }

    public FirmSetup Firms { get; }

    /// <summary>The key ring, for what else has to be kept from being made up.</summary>
    public IDataProtectionProvider Protection { get; }

    internal CredentialSeal Credentials { get; }

    /// <exception cref="StoreInUseException">Another process has the data folder.</exception>
    public static async Task<Node> StartAsync(NodeOptions options, TimeProvider clock, ILoggerFactory loggers, CancellationToken cancel)
    {
        Directory.CreateDirectory(options.DataFolder);
        var store = new SqliteStore(new SqliteStoreOptions { Path = Path.Combine(options.DataFolder, "counterpart.db") }, clock);
        try
        {
            await store.OpenAsync(cancel);
            var node = new Node(options, store, clock, loggers);
            node.committer.Start();
            node.purging = node.PurgeAsync();
            await node.Channels.StartAsync(cancel);
            return node;
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await purging;
        await Channels.DisposeAsync();
        await committer.DisposeAsync();
        await Store.DisposeAsync();
        stopping.Dispose();
    }

    /// <summary>Replies are kept for a time.</summary>
    private async Task PurgeAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await Store.PurgeRepliesAsync(Clock.GetUtcNow(), stopping.Token);
            }
            catch (Exception fault) when (fault is StoreUnavailableException or OperationCanceledException)
            {
                // Tried again in an hour.
            }

            await Task.Delay(TimeSpan.FromHours(1), Clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
