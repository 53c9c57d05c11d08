using System.Net;
using Xunit;

namespace Counterpart.Tests.Sandbox;

public sealed class HubPostTests
{
    [Fact]
    public async Task Change_Subscribed_IsPostedWithTheFieldsOfTheClient()
    {
        await using var receiver = await PostReceiver.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync("demo");
        await Subscribe(sandbox, receiver);
        await sandbox.PersonPatches("CW-100001", """{"jobTitle":"Surgeon"}""");

        var (key, changes) = await receiver.NextAsync();

        var change = Assert.Single(changes)!;
        Assert.Equal(("Bearer k1", "CW-100001", 2), (key, (string?)change["record"], (int)change["revision"]!));
        Assert.Equal(("Surgeon", "Laurent"), ((string?)change["fields"]!["jobTitle"], (string?)change["fields"]!["name/last"]));
        Assert.Equal("p1", (string?)change["fields"]!["phones"]![0]!["id"]);
    }

    [Fact]
    public async Task Change_ReceiverBusy_IsPostedAgainWithTheLatestState()
    {
        await using var receiver = await PostReceiver.StartAsync(refusals: 2);
        await using var sandbox = await RunningSandbox.StartAsync();
        await Subscribe(sandbox, receiver);
        await sandbox.PersonPatches("CW-100001", """{"jobTitle":"Baker"}""");
        Assert.Equal("Baker", (string?)Assert.Single((await receiver.NextAsync()).Changes)!["fields"]!["jobTitle"]);
    }

    [Fact]
    public async Task Delete_Subscribed_IsPostedAsDeleted()
    {
        await using var receiver = await PostReceiver.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync();
        await Subscribe(sandbox, receiver);
        await sandbox.Hub("DELETE", "clients/CW-100001", token: "cw-demo-user");
        var change = Assert.Single((await receiver.NextAsync()).Changes)!;
        Assert.Equal("""{"record":"CW-100001","revision":2,"deleted":true}""", change.ToJsonString());
    }

    [Fact]
    public async Task Change_PostTwice_IsPostedTwice()
    {
        await using var receiver = await PostReceiver.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.HubControl("PUT", "settings", """{"postTwice":true}""");
        await Subscribe(sandbox, receiver);
        await sandbox.PersonPatches("CW-100001", """{"jobTitle":"Baker"}""");
        Assert.Equal((await receiver.NextAsync()).Changes.ToJsonString(), (await receiver.NextAsync()).Changes.ToJsonString());
    }

    [Fact]
    public async Task Change_PostsLost_IsOnlyInTheFeed()
    {
        await using var receiver = await PostReceiver.StartAsync();
        await using var sandbox = await RunningSandbox.StartAsync();
        await Subscribe(sandbox, receiver);
        await sandbox.HubControl("PUT", "settings", """{"postsLost":true}""");
        await sandbox.PersonPatches("CW-100001", """{"jobTitle":"Baker"}""");
        await sandbox.HubControl("PUT", "settings", """{"postsLost":false}""");
        await sandbox.PersonPatches("CW-100002", """{"jobTitle":"Pilot"}""");
        Assert.Equal("CW-100002", (string?)Assert.Single((await receiver.NextAsync()).Changes)!["record"]);
        Assert.Equal(2, (await sandbox.Hub("GET", "changes?after=3")).List("changes").Count);
    }

    [Fact]
    public async Task Subscribe_NotAnAddress_Answers422()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Hub("PUT", "subscription", """{"url":"nowhere","key":"k1"}""");
        Assert.Equal((HttpStatusCode)422, answer.Status);
    }

    private static async Task Subscribe(RunningSandbox sandbox, PostReceiver receiver)
    {
        var answer = await sandbox.Hub("PUT", "subscription", $$"""{"url":"{{receiver.Url}}","key":"k1"}""");
        Assert.Equal(HttpStatusCode.NoContent, answer.Status);
    }
}
