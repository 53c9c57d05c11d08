using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Reply_Kept_IsFoundByItsCallerAndKeyOnly()
    {
        await CommittedAsync(Changed("c1", 0) with { Replies = [Reply("k1", "a")] }, Changed("c2", 0) with { Replies = [Reply("k1", "b")] });

        var found = await RepliesAsync("k1");
        Assert.Equal(["a", "b"], found.Select(reply => reply.Item).Order(StringComparer.Ordinal));
        Assert.All(found, reply => Assert.Equal(("key:k", "k1", "hash", "answer k1"), (reply.Caller, reply.Key, reply.RequestHash, Change.Text(reply.Reply))));
        Assert.Equal(Clock.Now + TimeSpan.FromDays(7), found[0].Expires);
        Assert.Empty(await RepliesAsync("k2"));
        Assert.Empty(await Store.FindRepliesAsync("south", "key:k", "k1", Clock.Now, Cancel));
        Assert.Empty(await Store.FindRepliesAsync("north", "key:other", "k1", Clock.Now, Cancel));
    }

    [Fact]
    public async Task Reply_SameKeyAgain_LosesUntilItHasExpired()
    {
        await CommittedAsync(Changed("c1", 0) with { Replies = [Reply("k1")] });
        Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromSeconds(1));
        Assert.Equal([new LostLink(0, LossReason.Reply)], await LostAsync(Changed("c2", 0) with { Replies = [Reply("k1")] }));

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await RepliesAsync("k1"));
        await CommittedAsync(Changed("c2", 0) with { Replies = [Reply("k1") with { RequestHash = "other" }] });
        Assert.Equal("other", Assert.Single(await RepliesAsync("k1")).RequestHash);
    }

    [Fact]
    public async Task Reply_SameKeyTwiceInABatch_TheLaterLinkLoses()
    {
        Assert.Equal(
            [new LostLink(1, LossReason.Reply)],
            await LostAsync(Changed("c1", 0) with { Replies = [Reply("k1")] }, Changed("c2", 0) with { Replies = [Reply("k1")] }));
    }

    [Fact]
    public async Task Reply_SameKeyOfAnotherFirm_IsFree()
    {
        await CommittedAsync(
            Changed("c1", 0) with { Replies = [Reply("k1")] },
            Changed("c1", 0, "south") with { Replies = [Reply("k1")] });
    }

    [Fact]
    public async Task PurgeReplies_RemovesWhatHasExpired()
    {
        await CommittedAsync(Changed("c1", 0) with { Replies = [.. Enumerable.Range(0, 4100).Select(n => Reply("old", $"{n}"))] });
        Clock.Advance(TimeSpan.FromDays(1));
        await CommittedAsync(Changed("c2", 0) with { Replies = [Reply("young")] });

        Assert.Equal(0, await Store.PurgeRepliesAsync(Clock.Now, Cancel));
        Clock.Advance(TimeSpan.FromDays(6));
        Assert.Equal(4100, await Store.PurgeRepliesAsync(Clock.Now, Cancel));
        Assert.Single(await RepliesAsync("young"));
    }

    private ReplyRow Reply(string key, string item = "") =>
        new("key:k", key, item, "hash", Change.Bytes($"answer {key}"), Clock.Now + TimeSpan.FromDays(7));

    private Task<IReadOnlyList<ReplyRow>> RepliesAsync(string key) => Store.FindRepliesAsync("north", "key:k", key, Clock.Now, Cancel);
}
