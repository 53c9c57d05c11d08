using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Tests.Hosting;

/// <summary>The in-process host.</summary>
public sealed class LinkHostTests : LinkHostSuite
{
    private LinkHost Links => (LinkHost)Host;

    [Fact]
    public async Task Evict_PendingLink_IsKept()
    {
        Options.LinksInMemory = 16;
        var keys = await LinkedAsync([.. Enumerable.Range(0, 40).Select(number => $"c{number}")]);
        var busy = keys[^1];
        var first = PostAsync(busy, 2, "Adeyemi");
        var held = await Store.NextAsync(Cancel);
        var loads = Store.Loads;
        foreach (var key in keys[..^1])
        {
            await PostAsync(key, 0, "Early");
        }

        Assert.InRange(Links.LinksInMemory, 1, 20);
        var loadsOfOthers = Store.Loads;
        var second = PostAsync(busy, 3, "Moreau");
        Assert.Equal(loadsOfOthers, Store.Loads);
        Assert.True(loadsOfOthers > loads);
        held.Write();
        (await Store.NextAsync(Cancel)).Write();
        await first;
        Assert.Equal(4, (await second).Revision);
    }

    [Fact]
    public async Task Evict_LinksThatAreUsedOnce_GoBeforeThoseThatAreUsedAgain()
    {
        var (host, keys) = await SmallAsync();
        await AskAsync(host, keys[0]);
        await AskAsync(host, keys[0]);
        foreach (var key in keys[1..])
        {
            await AskAsync(host, key);
        }

        Assert.Equal(11, host.LinksInMemory);
        var loads = Store.Loads;
        await AskAsync(host, keys[0]);
        Assert.Equal(loads, Store.Loads);
    }

    [Fact]
    public async Task Evict_LinkThatComesBack_Stays()
    {
        var (host, keys) = await SmallAsync();
        var loads = Store.Loads;
        foreach (var key in (LinkKey[])[.. keys[..11], keys[0], .. keys[11..]])
        {
            await AskAsync(host, key);
        }

        Assert.Equal(loads + keys.Length + 1, Store.Loads);
        await AskAsync(host, keys[0]);
        Assert.Equal(loads + keys.Length + 1, Store.Loads);
    }

    [Fact]
    public async Task Ask_SharedStoreAndNothingChanged_KeepsTheLinkInMemory()
    {
        Options.SharedStore = true;
        var key = (await LinkedAsync("a"))[0];
        Store.Holds = false;
        var loads = Store.Loads;
        Assert.Equal(3, (await PostAsync(key, 2, "Adeyemi")).Revision);
        Assert.Equal(4, (await PostAsync(key, 3, "Moreau")).Revision);
        Assert.Equal(loads + 2, Store.Loads);
        Assert.Equal(1, Links.LinksInMemory);
    }

    [Fact]
    public async Task Ask_SharedStoreAndACommitUnderWay_IsNotReadAnew()
    {
        Options.SharedStore = true;
        var key = (await LinkedAsync("a"))[0];
        var first = PostAsync(key, 2, "Adeyemi");
        var held = await Store.NextAsync(Cancel);
        var loads = Store.Loads;
        var second = PostAsync(key, 3, "Moreau");
        Assert.Equal(loads, Store.Loads);
        held.Write();
        (await Store.NextAsync(Cancel)).Write();
        await Task.WhenAll(first, second);
        Assert.Equal("Moreau", StoredName(key));
    }

    /// <summary>A host that asks of a link to be used again before ten others came, and sixty links that it does not have yet.</summary>
    private async Task<(LinkHost Host, LinkKey[] Links)> SmallAsync()
    {
        var keys = await LinkedAsync([.. Enumerable.Range(0, 60).Select(number => $"c{number}")]);
        Store.Holds = false;
        Options.LinksInMemory = 100;
        return ((LinkHost)await NewHostAsync(), keys);
    }

    private Task<Answer> AskAsync(LinkHost host, LinkKey key) => host.AskAsync(key, Post(0, "Early"), Context, Cancel);
}
