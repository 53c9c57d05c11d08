using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Tests.EndToEnd;
using Microsoft.Extensions.Logging.Abstractions;

namespace Counterpart.Tests.Hosting;

public sealed class EventHubTests : IAsyncLifetime
{
    private const string Firm = "north";
    private static readonly Caller Admin = new("k1", Firm, "North", Role.FirmAdmin, null);
    private static readonly Caller Adviser = new("k2", Firm, "North", Role.Adviser, "adviser-1");
    private static readonly Caller Client = new("k3", Firm, "North", Role.Client, "CW-2");

    private readonly FakeEventLog log = new();
    private readonly EventOptions options = new() { PollEvery = TimeSpan.FromMilliseconds(10), KeptPerFirm = 8 };
    private EventHub hub = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        hub = new EventHub(log, options, RealClock.Instance, NullLogger<EventHub>.Instance);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    [Fact]
    public async Task Listen_WithoutPosition_HearsOnlyWhatComes()
    {
        log.Append(Firm, "CW-1", FakeEventLog.Seen("before"));
        using var listener = await ListenAsync(Admin);
        Assert.Equal(new EventPosition("e1", 1), listener.Position);
        Assert.Null(listener.Reset);
        log.Append(Firm, "CW-1", FakeEventLog.Seen("after"));

        var record = Assert.Single((await listener.NextAsync(Cancel))!);
        Assert.Equal(2, record.Seq);
        var change = Assert.Single(record.Changes);
        Assert.Equal((LinkChangeKind.FieldChanged, "name/last", Side.Hub, "after"), (change.Kind, change.Path, change.Side, change.Value?.Text));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(30)]
    public async Task Listen_FromAPosition_HearsAllAfterItInOrder(int from)
    {
        Fill(30);
        using var early = await ListenAsync(Admin);
        Fill(20);
        using var listener = await ListenAsync(Admin, from);
        Assert.Equal(Enumerable.Range(from + 1, 50 - from).Select(seq => (long)seq), await SeqsAsync(listener, 50));
    }

    [Theory]
    [InlineData("e1", 31, EventReset.Future)]
    [InlineData("e0", 3, EventReset.DataEpoch)]
    public async Task Listen_FromAPositionOfAnotherWorld_StartsAnew(string epoch, long seq, EventReset reset)
    {
        Fill(30);
        using var listener = await hub.ListenAsync(Admin, new EventPosition(epoch, seq), Cancel);
        Assert.Equal(reset, listener!.Reset);
        Assert.Equal(new EventPosition("e1", 30), listener.Position);
        log.Append(Firm, "CW-1", FakeEventLog.Seen("x"));
        Assert.Equal([31L], await SeqsAsync(listener, 31));
    }

    [Fact]
    public async Task Listen_FromBeforeTheRetention_StartsAnew()
    {
        log.Now = () => RealClock.Instance.GetUtcNow() - options.Retention - TimeSpan.FromMinutes(1);
        Fill(5);
        log.Now = RealClock.Instance.GetUtcNow;
        Fill(5);
        using var old = await ListenAsync(Admin, 4);
        Assert.Equal(EventReset.Expired, old.Reset);
        using var kept = await ListenAsync(Admin, 5);
        Assert.Null(kept.Reset);
        Assert.Equal([6L, 7, 8, 9, 10], await SeqsAsync(kept, 10));
    }

    [Fact]
    public async Task Listen_OverErasedRecords_StartsAnew()
    {
        Fill(10);
        log.Erase(Firm, 6);
        using var before = await ListenAsync(Admin, 5);
        Assert.Equal(EventReset.Expired, before.Reset);
        using var further = await ListenAsync(Admin, 3);
        Assert.Null(further.Reset);
        Assert.Equal([4L, 5], (await further.NextAsync(Cancel))!.Select(record => record.Seq));
        Assert.Null(await further.NextAsync(Cancel));
    }

    [Fact]
    public async Task Listen_OfAnAdviser_HearsTheOwnBookAsItIsNow()
    {
        log.Books["CW-1"] = "adviser-1";
        log.Books["CW-2"] = "adviser-2";
        using var listener = await ListenAsync(Adviser);
        log.Append(Firm, "CW-1", FakeEventLog.Seen("mine"));
        log.Append(Firm, "CW-2", FakeEventLog.Seen("theirs"));
        log.Append(Firm, "CW-3", FakeEventLog.Seen("nobody's"));
        Assert.Equal([1L], await VisibleAsync(listener, 3));

        (log.Books["CW-1"], log.Books["CW-2"]) = ("adviser-2", "adviser-1");
        await Task.Delay(TimeSpan.FromSeconds(1.1), Cancel);
        log.Append(Firm, "CW-1", FakeEventLog.Seen("theirs now"));
        log.Append(Firm, "CW-2", FakeEventLog.Seen("mine now"));
        Assert.Equal([5L], await VisibleAsync(listener, 5));
    }

    [Fact]
    public async Task Listen_OfAClient_HearsTheOwnRecordOnly()
    {
        using var listener = await ListenAsync(Client);
        log.Append(Firm, "CW-1", FakeEventLog.Seen("x"));
        log.Append(Firm, "CW-2", FakeEventLog.Seen("y"));
        log.Append("south", "CW-2", FakeEventLog.Seen("z"));
        Assert.Equal([2L], await VisibleAsync(listener, 2));
    }

    [Fact]
    public async Task Listen_OfOtherRoles_HearNothing()
    {
        using var listener = await ListenAsync(Admin with { Role = Role.System });
        log.Append(Firm, "CW-1", FakeEventLog.Seen("x"));
        Assert.Empty(await VisibleAsync(listener, 1));
    }

    [Fact]
    public async Task Listen_TooMany_IsRefusedUntilOneLeaves()
    {
        (options.ListenersPerKey, options.ListenersPerFirm, options.ListenersPerNode) = (2, 3, 4);
        var first = await ListenAsync(Admin);
        using var second = await ListenAsync(Admin);
        Assert.Null(await hub.ListenAsync(Admin, null, Cancel));
        using var third = await ListenAsync(Adviser);
        Assert.Null(await hub.ListenAsync(Client, null, Cancel));
        using var fourth = await ListenAsync(Admin with { Firm = "south" });
        Assert.Null(await hub.ListenAsync(Admin with { Firm = "east" }, null, Cancel));
        first.Dispose();
        first.Dispose();
        Assert.Equal(3, hub.Listeners);
        using var again = await ListenAsync(Admin);
        Assert.Null(await hub.ListenAsync(Admin, null, Cancel));
    }

    [Fact]
    public async Task Polling_WhileNobodyListens_DoesNothing()
    {
        await Task.Delay(50, Cancel);
        Assert.Equal((0, false), (log.Asked, hub.IsPolling));
        var listener = await ListenAsync(Admin);
        var other = await ListenAsync(Client);
        await Eventually.GetAsync(() => Task.FromResult(log.Asked), asked => asked > 5, Cancel);
        listener.Dispose();
        Assert.True(hub.IsPolling);
        other.Dispose();
        Assert.False(hub.IsPolling);
        await Task.Delay(50, Cancel);
        var asked = log.Asked;
        await Task.Delay(100, Cancel);
        Assert.Equal(asked, log.Asked);

        using var again = await ListenAsync(Admin);
        log.Append(Firm, "CW-1", FakeEventLog.Seen("x"));
        Assert.Single((await again.NextAsync(Cancel))!);
    }

    [Fact]
    public async Task Committed_OnThisNode_IsToldAtOnce()
    {
        options.PollEvery = TimeSpan.FromMinutes(1);
        using var listener = await ListenAsync(Admin);
        var next = listener.NextAsync(Cancel);
        log.Append(Firm, "CW-1", FakeEventLog.Seen("x"));
        hub.Committed("south");
        await Task.Delay(200, Cancel);
        Assert.False(next.IsCompleted);
        hub.Committed(Firm);
        Assert.Single((await next.WaitAsync(TimeSpan.FromSeconds(20), Cancel))!);
    }

    [Fact]
    public async Task DataEpoch_Changed_EndsEveryListener()
    {
        using var listener = await ListenAsync(Admin);
        log.Epoch = "e2";
        Assert.Null(await listener.NextAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(30), Cancel));
    }

    [Fact]
    public async Task Store_Unavailable_MakesListenersWaitAndLosesNothing()
    {
        using var listener = await ListenAsync(Admin);
        log.Failure = new StoreUnavailableException("down");
        log.Append(Firm, "CW-1", FakeEventLog.Seen("x"));
        var next = listener.NextAsync(Cancel);
        await Task.Delay(60, Cancel);
        Assert.False(next.IsCompleted);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => hub.ListenAsync(Admin, null, Cancel));
        Assert.Equal(1, hub.Listeners);
        log.Failure = null;
        Assert.Single((await next)!);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Listener_ThatReconnectsAtRandomUnderLoad_HearsEachOnce(int seed)
    {
        const int Total = 3000;
        var heard = new List<long>();
#pragma warning disable RS0030 // Seeded.
        var dice = new Random(seed);
#pragma warning restore RS0030
        var writing = Task.Run(
            async () =>
            {
                for (var written = 0; written < Total; written++)
                {
                    log.Append(Firm, $"CW-{written % 7}", FakeEventLog.Seen($"{written}"));
                    hub.Committed(Firm);
                    if (written % 50 == 0)
                    {
                        await Task.Delay(1, Cancel);
                    }
                }
            },
            Cancel);
        using var resident = await ListenAsync(Admin);
        var position = new EventPosition("e1", 0);
        while (position.Seq < Total)
        {
            using var listener = await hub.ListenAsync(Admin, position, Cancel);
            Assert.Null(listener!.Reset);
            for (var pages = dice.Next(6); pages > 0 && position.Seq < Total; pages--)
            {
                var page = (await listener.NextAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel))!;

                // The connection breaks in the middle of a page.
                var taken = page.Take(dice.Next(page.Count + 1)).ToList();
                heard.AddRange(taken.Select(record => record.Seq));
                position = position with { Seq = taken.Count > 0 ? taken[^1].Seq : position.Seq };
                if (taken.Count < page.Count)
                {
                    break;
                }
            }
        }

        await writing;
        Assert.Equal(Enumerable.Range(1, Total).Select(seq => (long)seq), heard);
    }

    private void Fill(int count)
    {
        for (var i = 0; i < count; i++)
        {
            log.Append(Firm, "CW-1", FakeEventLog.Seen($"{i}"));
        }
    }

    private async Task<EventListener> ListenAsync(Caller caller, long? after = null) =>
        (await hub.ListenAsync(caller, after is { } seq ? new EventPosition("e1", seq) : null, Cancel))!;

    /// <summary>What the listener hears up to a sequence, none of it hidden.</summary>
    private static async Task<List<long>> SeqsAsync(EventListener listener, long until)
    {
        var seqs = await VisibleAsync(listener, until);
        Assert.Equal(until, listener.Position.Seq);
        return seqs;
    }

    private static async Task<List<long>> VisibleAsync(EventListener listener, long until)
    {
        var seqs = new List<long>();
        while (listener.Position.Seq < until)
        {
            seqs.AddRange((await listener.NextAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel))!.Select(record => record.Seq));
        }

        return seqs;
    }
}
