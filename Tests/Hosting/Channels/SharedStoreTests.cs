using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Sandbox;
using Counterpart.Storage;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;
using Counterpart.Systems.Wealthbox;
using Counterpart.Tests.EndToEnd;
using Counterpart.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Counterpart.Tests.Hosting;

/// <summary>Several nodes on one store: one runs a channel, and all know how it fares.</summary>
public sealed class SharedStoreTests : IAsyncLifetime
{
    private const string Firm = "north";
    private readonly TemporaryFolder folder = new();
    private readonly EphemeralDataProtectionProvider keys = new();
    private readonly HttpClient http = new();
    private SqliteStore store = null!;
    private SandboxHost sandbox = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        sandbox = await SandboxHost.StartAsync(new SandboxOptions { WealthboxPort = 0, ClientWorksPort = 0, World = "pairs:5" }, RealClock.Instance, Cancel);
        store = new SqliteStore(new SqliteStoreOptions { Path = folder.File("shared.db") }, RealClock.Instance);
        await store.OpenAsync(Cancel);
        await store.CreateFirmAsync(new FirmRow(Firm, "North", RealClock.Instance.GetUtcNow()), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        await sandbox.DisposeAsync();
        http.Dispose();
        folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task TwoNodes_OneRunsTheChannel_TheOtherAnswersAndTakesOver()
    {
        await using var one = await NodeAsync();
        await ConnectAsync(one, WealthboxFactory.Name);
        await one.Channels.WaitForDirectoryAsync(Firm, WealthboxFactory.Name, TimeSpan.FromSeconds(30), Cancel);
        await using var other = await NodeAsync();

        // What is known there is what was saved last.
        await Eventually.GetAsync(() => Task.FromResult(other.Channels.CompletePass(Firm, WealthboxFactory.Name)), pass => pass is not null, Cancel);
        await other.Channels.WaitForDirectoryAsync(Firm, WealthboxFactory.Name, TimeSpan.FromSeconds(30), Cancel);
        Assert.Equal("9001", other.Channels.Tenant(Firm, WealthboxFactory.Name));
        Assert.NotEqual(DateTimeOffset.MinValue, other.Channels.UnchangedSince(Firm, WealthboxFactory.Name));
        var status = Assert.Single(await other.Channels.StatusAsync(null, Cancel));
        Assert.Equal((ChannelCondition.Running, Firm), (status.Condition, status.Firm));
        Assert.Equal(Assert.Single(await one.Channels.StatusAsync(null, Cancel)).Holder, status.Holder);
        Assert.NotEmpty(status.Budget.Windows);

        // A connection made there is noticed here, and a pause too.
        await ConnectAsync(other, ClientWorksFactory.Name);
        await Eventually.GetAsync(() => Task.FromResult(one.Channels.Tenant(Firm, ClientWorksFactory.Name)), tenant => tenant == "lpl-demo", Cancel);
        await other.Channels.PauseAsync(Firm, WealthboxFactory.Name, paused: true, Cancel);
        await ConditionAsync(one, WealthboxFactory.Name, ChannelCondition.Paused);
        await other.Channels.PauseAsync(Firm, WealthboxFactory.Name, paused: false, Cancel);
        await ConditionAsync(one, WealthboxFactory.Name, ChannelCondition.Running);

        var before = (await one.Channels.StatusAsync(Firm, Cancel)).Single(status => status.System == WealthboxFactory.Name);
        await (before.Holder!.EndsWith(one.Name, StringComparison.Ordinal) ? one : other).DisposeAsync();
        var left = before.Holder.EndsWith(one.Name, StringComparison.Ordinal) ? other : one;
        await Eventually.GetAsync(
            async () => (await left.Channels.StatusAsync(Firm, Cancel)).Single(status => status.System == WealthboxFactory.Name),
            status => status.Holder is not null && status.Holder != before.Holder && status.CompletePass > before.CompletePass,
            Cancel);
    }

    [Fact]
    public async Task HolderDead_TakenOverWithinTheLease_WithWhatItSpent()
    {
        var dead = (await store.AcquireLeaseAsync(Firm, WealthboxFactory.Name, "dead", TimeSpan.FromSeconds(2), Cancel))!;
        var spent = new CallBudget([new CallWindow(300, TimeSpan.FromMinutes(5))]).Reserve(RealClock.Instance.GetUtcNow(), 230)!;
        var state = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            new { spent = spent.Buckets.Select(bucket => new { start = bucket.Start, calls = bucket.Calls, pushes = bucket.Pushes }), made = spent.Made });
        Assert.True(await store.SaveChannelAsync(dead, TimeSpan.FromSeconds(2), state, Cancel));
        var died = RealClock.Instance.GetUtcNow();

        await using var node = await NodeAsync();
        await ConnectAsync(node, WealthboxFactory.Name);
        var status = await Eventually.GetAsync(
            async () => Assert.Single(await node.Channels.StatusAsync(Firm, Cancel)), status => status.CompletePass is not null, Cancel);

        var window = Assert.Single(status.Budget.Windows);
        Assert.InRange(window.Spent, 231, 245);
        Assert.True(status.CompletePass > died.AddSeconds(1), "it did not wait for the lease to end");
        Assert.True(status.CompletePass < died.AddSeconds(20), $"it took {status.CompletePass - died}");
    }

    [Fact]
    public async Task LeaseLost_TheSessionEndsAtOnce_AndComesBack()
    {
        await using var node = await NodeAsync();
        await ConnectAsync(node, WealthboxFactory.Name);
        await node.Channels.WaitForDirectoryAsync(Firm, WealthboxFactory.Name, TimeSpan.FromSeconds(30), Cancel);
        var row = Assert.Single(await store.ListChannelsAsync(Firm, Cancel));

        // As if this node had stood still for longer than its lease.
        await store.ReleaseLeaseAsync(new Lease(Firm, WealthboxFactory.Name, row.Holder!, row.Token, row.Until, row.State), Cancel);
        var thief = await Eventually.GetAsync(
            () => store.AcquireLeaseAsync(Firm, WealthboxFactory.Name, "thief", TimeSpan.FromSeconds(2), Cancel), lease => lease is not null, Cancel);
        Assert.Equal(row.Token + 1, thief!.Token);

        var back = await Eventually.GetAsync(
            async () => Assert.Single(await store.ListChannelsAsync(Firm, Cancel)), channel => channel.Token > thief.Token, Cancel);
        Assert.Equal(row.Holder, back.Holder);
    }

    [Fact]
    public async Task Stop_WhileCallsForAPushAreTaken_Ends()
    {
        var (stuck, control) = StuckStore.Over(store);
        var node = await NodeAsync(stuck);
        await ConnectAsync(node, WealthboxFactory.Name);
        await node.Channels.WaitForDirectoryAsync(Firm, WealthboxFactory.Name, TimeSpan.FromSeconds(30), Cancel);

        control.Stick();
        await OweAsync("CW-1");
        await Eventually.GetAsync(() => Task.FromResult(control.Looks), looks => looks > 0, Cancel);
        await Task.Delay(TimeSpan.FromMilliseconds(300), RealClock.Instance, Cancel);

        await node.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), RealClock.Instance, Cancel);
    }

    [Fact]
    public async Task ARowThatCantBeRead_StopsNoneOfTheOthers()
    {
        var damaged = (await store.AcquireLeaseAsync(Firm, ClientWorksFactory.Name, "newer", TimeSpan.FromMinutes(5), Cancel))!;
        Assert.True(await store.SaveChannelAsync(damaged, TimeSpan.FromMinutes(5), "{\"spent\":[null]}"u8.ToArray(), Cancel));
        var log = new LogCapture();
        await using var other = await NodeAsync(log: log);
        await using var one = await NodeAsync();

        await ConnectAsync(one, ClientWorksFactory.Name);
        await ConnectAsync(one, WealthboxFactory.Name);
        await one.Channels.WaitForDirectoryAsync(Firm, WealthboxFactory.Name, TimeSpan.FromSeconds(30), Cancel);
        await Eventually.GetAsync(() => Task.FromResult(other.Channels.CompletePass(Firm, WealthboxFactory.Name)), pass => pass is not null, Cancel);

        var status = await other.Channels.StatusAsync(Firm, Cancel);
        Assert.Equal("unreadable", status.Single(channel => channel.System == ClientWorksFactory.Name).LastFailure?.Kind);
        Assert.Equal(ChannelCondition.Running, status.Single(channel => channel.System == WealthboxFactory.Name).Condition);
        Assert.Single(log.Lines, line => line.StartsWith("Error", StringComparison.Ordinal) && line.Contains("can't be read, and is left alone", StringComparison.Ordinal));
        var row = (await store.ListChannelsAsync(Firm, Cancel)).Single(channel => channel.System == ClientWorksFactory.Name);
        Assert.Equal("{\"spent\":[null]}"u8.ToArray(), row.State.ToArray());
    }

    /// <summary>A link that is leaving, whose last write has to be settled.</summary>
    private async Task OweAsync(string client)
    {
        var key = new LinkKey(Firm, ClientWorksWealthbox.Name, client);
        var now = RealClock.Instance.GetUtcNow();
        var row = new LinkRow { Key = key, Revision = 1, Epoch = 0, Phase = PhaseNames.Of(Phase.Leaving), State = StateCodec.Write(LinkState.New(key)) };
        var entry = new JournalEntry(1, "test", now, EventJson.Write([]));
        Assert.IsType<CommitResult.Committed>(await store.CommitAsync(
            new CommitBatch(
                Guid.CreateVersion7(now),
                now,
                [new LinkCommit { Key = key, ExpectedRevision = 0, Row = row, Entries = [entry], Due = [new DueChange(WealthboxFactory.Name, now)] }]),
            Cancel));
    }

    private static Task<ChannelStatus> ConditionAsync(NodeUnderTest node, string system, ChannelCondition condition) => Eventually.GetAsync(
        async () => (await node.Channels.StatusAsync(Firm, Cancel)).Single(status => status.System == system),
        status => status.Condition == condition,
        Cancel);

    private async Task ConnectAsync(NodeUnderTest node, string system)
    {
        var hub = system == ClientWorksFactory.Name;
        var address = new Uri(hub ? sandbox.ClientWorks : sandbox.Wealthbox, hub ? "/hub/v1" : "/v1");
        var row = new ConnectionRow(
            Firm, system, hub ? "lpl-demo" : "9001", address.ToString(), new CredentialSeal(keys).Seal(hub ? "cw-demo-sync" : "wb-demo-sync"));
        Assert.True(await store.PutConnectionAsync(row, Cancel));
        await node.Channels.ConnectAsync(row, Cancel);
    }

    private async Task<NodeUnderTest> NodeAsync(IStore? beneath = null, LogCapture? log = null)
    {
        var through = beneath ?? store;
        var tuning = new HostTuning { Lease = TimeSpan.FromSeconds(2) };
        tuning.InternalHosts.Add("127.0.0.1");
        var systems = new SystemCatalog(tuning);
        var integrations = new IntegrationCatalog(through, systems, tuning);
        var committer = new GroupCommitter(through, RealClock.Instance, new GroupCommitterOptions());
        committer.Start();
        var host = new LinkHost(new LinkEngine(through, committer, integrations, RealClock.Instance, new LinkHostOptions()));
        var channels = new ChannelService(
            through,
            host,
            committer,
            integrations,
            systems,
            tuning,
            new TaxIdSeal(keys, new byte[32]),
            new CredentialSeal(keys),
            RealClock.Instance,
            log is null ? NullLoggerFactory.Instance : LoggerFactory.Create(logging => logging.AddProvider(log)))
        {
            IsShared = true,
        };
        await channels.StartAsync(Cancel);
        return new NodeUnderTest(channels, committer);
    }

    private sealed class NodeUnderTest(ChannelService channels, GroupCommitter committer) : IAsyncDisposable
    {
        private bool disposed;

        public ChannelService Channels => channels;

        public string Name => channels.Node;

        public async ValueTask DisposeAsync()
        {
            if (!disposed)
            {
                disposed = true;
                await channels.DisposeAsync();
                await committer.DisposeAsync();
            }
        }
    }
}
