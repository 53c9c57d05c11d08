using System.Net;
using Xunit;

namespace Counterpart.Tests.Sandbox;

public sealed class HubFeedTests
{
    [Fact]
    public async Task Changes_FromTheBeginning_GiveEveryClientInPages()
    {
        await using var sandbox = await RunningSandbox.StartAsync("pairs:7");
        var first = await sandbox.Hub("GET", "changes?after=0&limit=5");
        var second = await sandbox.Hub("GET", $"changes?after={first.Json["next"]}&limit=5");
        Assert.Equal((5, true), (first.List("changes").Count, (bool)first.Json["more"]!));
        Assert.Equal((2, false), (second.List("changes").Count, (bool)second.Json["more"]!));
    }

    [Fact]
    public async Task Changes_ChangedAndDeletedClients_StandOnceAtTheirLatestPosition()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PersonPatches("CW-100001", """{"jobTitle":"Baker"}""");
        await sandbox.Hub("DELETE", "clients/CW-100002", token: "cw-demo-user");
        await sandbox.PersonPatches("CW-100001", """{"jobTitle":"Pilot"}""");

        var all = (await sandbox.Hub("GET", "changes?after=0")).List("changes");

        Assert.Equal(["CW-100003", "CW-100002", "CW-100001"], all.Select(entry => (string?)(entry!["id"] ?? entry["client"]!["id"])));
        Assert.Equal([3, 5, 6], all.Select(entry => (int)entry!["position"]!));
        Assert.True((bool)all[1]!["deleted"]!);
    }

    [Fact]
    public async Task Changes_AtTheEnd_KeepThePosition()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Hub("GET", "changes?after=3");
        Assert.Equal("""{"changes":[],"next":3,"more":false}""", answer.Text);
    }

    [Theory]
    [InlineData("changes?limit=501")]
    [InlineData("changes?after=x")]
    public async Task Changes_OutOfRange_Answers400(string path)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.Hub("GET", path)).Status);
    }
}
