using System.Collections.Concurrent;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;
using Counterpart.Systems.Wealthbox;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>Runs every channel of every firm that has a connection; each under its lease, so that any number of nodes may try.</summary>
public sealed partial class ChannelService : IChannels, IAsyncDisposable
{
    private readonly IStore store;
    private readonly ILinkHost host;
    private readonly IntegrationCatalog integrations;
    private readonly SystemCatalog systems;
    private readonly HostTuning tuning;
    private readonly TaxIdSeal taxIds;
    private readonly CredentialSeal credentials;
    private readonly TimeProvider clock;
    private readonly ILoggerFactory loggers;
    private readonly HttpClient http;
    private readonly string node;
    private readonly SemaphoreSlim changing = new(1, 1);
    private readonly ConcurrentDictionary<(string Firm, string System), RunningChannel> channels = new();
    private readonly ChannelBoard board;
    private readonly CancellationTokenSource stopping = new();
    private Task following = Task.CompletedTask;
    private volatile bool started;

    public ChannelService(
        IStore store,
        ILinkHost host,
        GroupCommitter committer,
        IntegrationCatalog integrations,
        SystemCatalog systems,
        HostTuning tuning,
        TaxIdSeal taxIds,
        CredentialSeal credentials,
        TimeProvider clock,
        ILoggerFactory loggers)
    {
        this.store = store;
        this.host = host;
        this.integrations = integrations;
        this.systems = systems;
        this.tuning = tuning;
        this.taxIds = taxIds;
        this.credentials = credentials;
        this.clock = clock;
        this.loggers = loggers;
        node = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7(clock.GetUtcNow()):N}";
        board = new ChannelBoard(store, loggers.CreateLogger<ChannelService>());
        http = VendorHttp.Create(new VendorAddresses(tuning));
        committer.Due += Wake;
        integrations.Changed += firm => _ = ReconnectAsync(firm);
    }

    /// <summary>Told when a channel's directory is complete, with the firm.</summary>
    public event Func<string, Task>? DirectoryComplete;

    /// <summary>This node's name, as the leases have it.</summary>
    public string Node => node;

    /// <summary>Other nodes work on the same store: what they commit and change is looked for. Set before the start.</summary>
    public bool IsShared { get; set; }

    /// <summary>Other nodes run the channels: this one only follows how they fare. Set before the start.</summary>
    public bool OnlyFollows { get; set; }

    public async Task StartAsync(CancellationToken cancel)
    {
        if (IsShared)
        {
            await board.RefreshAsync(cancel);
        }

        started = true;
        foreach (var connection in await store.ListConnectionsAsync(cancel))
        {
            await ConnectAsync(connection, cancel);
        }

        following = IsShared ? FollowAsync() : Task.CompletedTask;
    }

    /// <summary>Starts the connection's channel, or starts it anew when it is running. Before the start there is nothing to do: it finds the connection.</summary>
    public async Task ConnectAsync(ConnectionRow connection, CancellationToken cancel)
    {
        if (!started)
        {
            return;
        }

        await changing.WaitAsync(cancel);
        try
        {
            // The new one is there at once, for those who wait for its directory; it runs when the old one has stopped.
            var old = channels.GetValueOrDefault((connection.Firm, connection.System));
            channels[(connection.Firm, connection.System)] = await RunAsync(connection, old, cancel);
        }
        finally
        {
            changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        await stopping.CancelAsync();
        await following;
        await Task.WhenAll(channels.Values.Select(channel => channel.StopAsync()));
        stopping.Dispose();
        http.Dispose();
        changing.Dispose();
    }

    private async Task<RunningChannel> RunAsync(ConnectionRow connection, RunningChannel? old, CancellationToken cancel)
    {
        var settings = await SettingsAsync(connection.Firm, connection.System, cancel);
        var traits = systems.Traits(connection.System);
        var tuned = tuning.Systems.GetValueOrDefault(connection.System);
        ChannelRunner? runner = null;
        var options = new ConnectorOptions(
            new Uri(connection.BaseUrl),
            credentials.Open(connection.Credential),
            settings.TaxIdField is { } field
                ? new Dictionary<string, string>(StringComparer.Ordinal) { [WealthboxFactory.TaxIdField] = field }
                : new Dictionary<string, string>(StringComparer.Ordinal),
            taxIds.Seal,
            clock) { Told = counters => runner?.Tell(counters) };
        var context = new ChannelContext(
            connection.Firm,
            connection.System,
            connection.Tenant,
            systems.Connect(connection.System, options, http),
            traits,
            Math.Min(tuned?.Concurrency ?? 8, traits.Concurrency ?? int.MaxValue),
            tuned?.DeletionsEvery ?? TimeSpan.FromMinutes(1),
            settings.Region,
            settings.TaxIdField,
            store,
            host,
            integrations,
            clock,
            loggers.CreateLogger<ChannelService>())
        {
            LookEvery = IsShared ? FollowEvery : TimeSpan.FromSeconds(5),
            PeekEvery = tuned?.PeekEvery ?? TimeSpan.FromMilliseconds(100),
            PeekRecords = tuned?.PeekRecords ?? 50,
            NewCredential = old is not null && !old.Connection.Credential.Span.SequenceEqual(connection.Credential.Span),
            Measured = Measured,
            BrakeAnswer = token => BrakeAnswerAsync(connection.Firm, connection.System, token),
        };
        runner = new ChannelRunner(context, node, tuning.Lease);
        var stop = new CancellationTokenSource();
        _ = AnnounceAsync(runner);
        return new RunningChannel(connection, runner, settings, stop, Task.Run(RunAfterAsync, CancellationToken.None));

        async Task RunAfterAsync()
        {
            await (old?.StopAsync() ?? Task.CompletedTask);
            if (!connection.Paused && !OnlyFollows)
            {
                await runner.RunAsync(stop.Token);
            }
        }
    }

    private async Task AnnounceAsync(ChannelRunner runner)
    {
        await runner.FirstPass;
        while (DirectoryComplete is { } told)
        {
            try
            {
                await told(runner.Firm);
                return;
            }
            catch (Exception fault) when (fault is StoreUnavailableException or OverloadedException)
            {
                await Task.Delay(TimeSpan.FromSeconds(1), clock);
            }
        }
    }

    private async Task<IntegrationSettings> SettingsAsync(string firm, string system, CancellationToken cancel)
    {
        var pair = Integrations.All.First(pair => pair.HubSystem == system || pair.PartnerSystem == system);
        return (await integrations.ViewAsync(firm, pair.Name, cancel)).Settings;
    }

    /// <summary>A setting that changes how records are read starts the firm's channels anew.</summary>
    private async Task ReconnectAsync(string firm)
    {
        foreach (var channel in channels.Values.Where(channel => channel.Connection.Firm == firm).ToList())
        {
            var settings = await SettingsAsync(firm, channel.Connection.System, CancellationToken.None);
            if (settings.Region != channel.Settings.Region || settings.TaxIdField != channel.Settings.TaxIdField)
            {
                await ConnectAsync(channel.Connection, CancellationToken.None);
            }
            else
            {
                // Contact sync may have been turned on.
                channel.Runner.Signal.Set();
            }
        }
    }

    private void Wake(LinkKey link, DueChange due)
    {
        if (channels.TryGetValue((link.Firm, due.System), out var channel))
        {
            channel.Runner.DueChanged(link, due.NotBefore);
        }
    }

    private sealed record RunningChannel(
        ConnectionRow Connection, ChannelRunner Runner, IntegrationSettings Settings, CancellationTokenSource Stop, Task Running)
    {
        public async Task StopAsync()
        {
            await Stop.CancelAsync();
            await Running;
            Stop.Dispose();
        }
    }
}
