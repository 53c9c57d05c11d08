using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Session_Ended_IsRememberedUntilItWouldBeOver()
    {
        Assert.False(await Store.HasSessionEndedAsync("s1", Cancel));
        await Store.EndSessionAsync("s1", Clock.Now.AddHours(1), Cancel);
        await Store.EndSessionAsync("s1", Clock.Now.AddHours(1), Cancel);
        await Store.EndSessionAsync("s2", Clock.Now.AddHours(2), Cancel);
        await ReopenAsync();
        Assert.True(await Store.HasSessionEndedAsync("s1", Cancel));
        Assert.False(await Store.HasSessionEndedAsync("s3", Cancel));

        Assert.Equal(0, await Store.PurgeSessionsAsync(Clock.Now, Cancel));
        Assert.Equal(1, await Store.PurgeSessionsAsync(Clock.Now.AddHours(1), Cancel));
        Assert.False(await Store.HasSessionEndedAsync("s1", Cancel));
        Assert.True(await Store.HasSessionEndedAsync("s2", Cancel));
    }
}
