using Counterpart.Tests.Storage;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Counterpart.Tests.Orleans.Store;

/// <summary>The contract of Orleans' grain storage, by its ADO.NET provider over the schema of ours.</summary>
public sealed class GrainStorageTests(PostgresServer server) : ProviderFixture(server)
{
    private static readonly GrainId Grain = GrainId.Create("note", "north");

    [Fact]
    public async Task Read_NothingWritten_IsEmpty()
    {
        var read = await ReadAsync(await GrainStorageAsync());
        Assert.Equal(("", null, false), (read.State.Text, read.ETag, read.RecordExists));
    }

    [Fact]
    public async Task Write_ThenRead_OfAnotherNode()
    {
        var storage = await GrainStorageAsync();
        var state = Note.Of("one");
        await storage.WriteStateAsync("note", Grain, state);
        Assert.Equal(("1", true), (state.ETag, state.RecordExists));
        state.State.Text = "two";
        await storage.WriteStateAsync("note", Grain, state);

        var read = await ReadAsync(await GrainStorageAsync());
        Assert.Equal(("two", "2", true), (read.State.Text, read.ETag, read.RecordExists));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    [InlineData("3")]
    public async Task Write_StaleEtag_IsAConflictAndChangesNothing(string? etag)
    {
        var storage = await GrainStorageAsync();
        var state = Note.Of("one");
        await storage.WriteStateAsync("note", Grain, state);
        await storage.WriteStateAsync("note", Grain, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("note", Grain, Note.Of("other", etag)));
        var read = await ReadAsync(storage);
        Assert.Equal(("one", "2"), (read.State.Text, read.ETag));
    }

    [Fact]
    public async Task Write_WithAnEtagOfNothing_IsAConflict()
    {
        var storage = await GrainStorageAsync();
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("note", Grain, Note.Of("one", "1")));
        Assert.False((await ReadAsync(storage)).RecordExists);
    }

    [Fact]
    public async Task Clear_ThenWrite_VersionsGoOn()
    {
        var storage = await GrainStorageAsync();
        var state = Note.Of("one");
        await storage.WriteStateAsync("note", Grain, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("note", Grain, Note.Of("", "7")));
        await storage.ClearStateAsync("note", Grain, state);
        Assert.Equal(("", "2", false), (state.State.Text, state.ETag, state.RecordExists));

        var read = await ReadAsync(storage);
        Assert.Equal(("", "2"), (read.State.Text, read.ETag));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("note", Grain, Note.Of("late", "1")));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("note", Grain, Note.Of("unread")));
        state.State.Text = "two";
        await storage.WriteStateAsync("note", Grain, state);
        Assert.Equal(("two", "3"), ((await ReadAsync(storage)).State.Text, state.ETag));
    }

    [Fact]
    public async Task Clear_WhereClearingDeletes_TheRowIsGone()
    {
        var storage = await GrainStorageAsync(deletes: true);
        var state = Note.Of("one");
        await storage.WriteStateAsync("note", Grain, state);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("note", Grain, Note.Of("", "7")));
        await storage.ClearStateAsync("note", Grain, state);
        Assert.Equal((null, false), (state.ETag, state.RecordExists));
        Assert.Equal(0, await RowsAsync());
        Assert.False((await ReadAsync(storage)).RecordExists);
        await storage.WriteStateAsync("note", Grain, state);
        Assert.Equal("1", state.ETag);
    }

    [Fact]
    public async Task Clear_NothingWritten_IsNoFault()
    {
        var state = Note.Of("");
        await (await GrainStorageAsync()).ClearStateAsync("note", Grain, state);
        Assert.False(state.RecordExists);
        Assert.Equal(0, await RowsAsync());
    }

    [Fact]
    public async Task Write_FirstOfSeveralNodesAtOnce_ExactlyOneIsDone()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => GrainStorageAsync()));
        for (var round = 0; round < 25; round++)
        {
            var grain = GrainId.Create("note", $"north-{round}");
            var states = nodes.Select((_, node) => Note.Of($"{node}")).ToList();
            var done = await Task.WhenAll(nodes.Select((node, index) => TryWriteAsync(node, grain, states[index])));
            var winner = Assert.Single(states, state => done[states.IndexOf(state)]);
            var read = await ReadAsync(nodes[0], grain);
            Assert.Equal((winner.State.Text, "1", "1"), (read.State.Text, read.ETag, winner.ETag));
        }

        Assert.Equal(25, await RowsAsync());
    }

    [Fact]
    public async Task Write_SeveralNodesOnTopOfTheSameVersion_ExactlyOneIsDone()
    {
        var nodes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => GrainStorageAsync()));
        await nodes[0].WriteStateAsync("note", Grain, Note.Of("first"));
        for (var version = 1; version <= 25; version++)
        {
            var states = nodes.Select((_, node) => Note.Of($"{node}", $"{version}")).ToList();
            var done = await Task.WhenAll(nodes.Select((node, index) => TryWriteAsync(node, Grain, states[index])));
            var winner = Assert.Single(states, state => done[states.IndexOf(state)]);
            var read = await ReadAsync(nodes[0]);
            Assert.Equal((winner.State.Text, $"{version + 1}"), (read.State.Text, read.ETag));
        }
    }

    [Fact]
    public async Task Write_BigState_ReadsBackAsItIs()
    {
        var storage = await GrainStorageAsync();
        var text = string.Create(8_000_000, 7, (span, seed) =>
        {
            var random = new Random(seed);
            for (var index = 0; index < span.Length; index++)
            {
                span[index] = (char)random.Next(' ', 0x2000);
            }
        });
        await storage.WriteStateAsync("note", Grain, Note.Of(text));
        Assert.Equal(text, (await ReadAsync(storage)).State.Text);
    }

    private static async Task<GrainState<Note>> ReadAsync(IGrainStorage storage, GrainId? grain = null)
    {
        var state = Note.Of("");
        await storage.ReadStateAsync("note", grain ?? Grain, state);
        return state;
    }

    private static async Task<bool> TryWriteAsync(IGrainStorage storage, GrainId grain, GrainState<Note> state)
    {
        try
        {
            await storage.WriteStateAsync("note", grain, state);
            return true;
        }
        catch (InconsistentStateException)
        {
            return false;
        }
    }

    private Task<long> RowsAsync() => PostgresServer.ScalarAsync<long>(Connection, "select count(*) from orleans_state");
}
