using Counterpart.Hosting;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Hosting;

/// <summary>Two nodes on one store: how soon one knows what the other ended.</summary>
public sealed class EndedSessionTests : SqliteFixture
{
    [Fact]
    public async Task SessionEnded_ThereAtOnce_HereWithinHalfASecond()
    {
        await using var store = await OpenAsync();
        var here = new EndedSessions(store, Clock);
        var there = new EndedSessions(store, Clock);
        Assert.False(await here.HasEndedAsync("s1", Cancel));

        await there.EndAsync("s1", Clock.Now.AddHours(12), Cancel);
        Assert.True(await there.HasEndedAsync("s1", Cancel));
        Clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.True(await here.HasEndedAsync("s1", Cancel));
        Assert.False(await here.HasEndedAsync("s2", Cancel));
    }

    [Fact]
    public async Task SessionEnded_WhereItWasKnownToBeOn_IsKnownAtOnce()
    {
        await using var store = await OpenAsync();
        var sessions = new EndedSessions(store, Clock);
        Assert.False(await sessions.HasEndedAsync("s1", Cancel));
        await sessions.EndAsync("s1", Clock.Now.AddHours(12), Cancel);
        Assert.True(await sessions.HasEndedAsync("s1", Cancel));
    }

    [Fact]
    public async Task SessionEnded_AfterARestart_IsStillEnded()
    {
        await using (var store = await OpenAsync())
        {
            await new EndedSessions(store, Clock).EndAsync("s1", Clock.Now.AddHours(12), Cancel);
        }

        await using var again = await OpenAsync();
        Assert.True(await new EndedSessions(again, Clock).HasEndedAsync("s1", Cancel));
    }

    [Fact]
    public async Task KeyRevoked_There_EndsHereWithinHalfASecond()
    {
        await using var store = await OpenAsync();
        var keys = new AccessKeys(store, Clock);
        var here = new Callers(keys, store, Clock);
        var made = await keys.MakeAsync(null, Role.Operator, null, "test", Cancel);
        Assert.NotNull(await here.FindAsync(made.Secret, Cancel));

        await store.RevokeKeyAsync(null, made.Row.Id, Clock.Now, Cancel);
        Clock.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Null(await here.FindAsync(made.Secret, Cancel));
    }
}
