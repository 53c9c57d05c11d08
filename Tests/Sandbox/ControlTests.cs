using System.Net;
using Xunit;

namespace Counterpart.Tests.Sandbox;

public sealed class ControlTests
{
    [Fact]
    public async Task Changes_OneCall_ListEachFieldAndRowItChanged()
    {
        await using var sandbox = await RunningSandbox.StartAsync("demo");
        await sandbox.PersonPuts(20001, """{"first_name":"Amy","last_name":"Laurent","phone_numbers":[{"id":100001,"address":"415-555-0188"}]}""");

        var changes = (await sandbox.WealthboxControl("GET", "changes?after=0")).List("changes");

        Assert.Equal(["first_name", "phone_numbers"], changes.Select(change => (string?)change!["path"]));
        Assert.Equal(("user", "9001", "20001"), ((string?)changes[0]!["who"], (string?)changes[0]!["tenant"], (string?)changes[0]!["record"]));
        Assert.Equal(("Amélie", "Amy"), ((string?)changes[0]!["before"], (string?)changes[0]!["after"]));
        Assert.Equal("100001", (string?)changes[1]!["row"]);
        Assert.Equal("415-555-0188", (string?)changes[1]!["after"]!["address"]);
    }

    [Fact]
    public async Task Writes_UnchangedValue_ListWhatWasSentAndWhatWasThere()
    {
        await using var sandbox = await RunningSandbox.StartAsync("demo");
        await sandbox.Hub("PATCH", "clients/CW-100001", """{"gender":"Female"}""", ifMatch: "\"1\"");
        var write = Assert.Single((await sandbox.HubControl("GET", "writes?after=0")).List("writes"))!;
        Assert.Equal("""{"gender":"Female"}""", write["fields"]!.ToJsonString());
        Assert.Equal(1, (int)write["before"]!["revision"]!);
        Assert.Empty((await sandbox.HubControl("GET", "changes")).List("changes"));
    }

    [Fact]
    public async Task Calls_AfterASequence_ListTheLaterOnes()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.Wealthbox("GET", "contacts/20001?x=1");
        var first = await sandbox.WealthboxControl("GET", "calls?after=0");
        await sandbox.Wealthbox("GET", "contacts/1", token: "wb-demo-user");
        var second = await sandbox.WealthboxControl("GET", $"calls?after={first.Json["next"]}");

        var call = Assert.Single(first.List("calls"))!;
        Assert.Equal(("sync", "9001", "GET", "?x=1", "20001"), (
            (string?)call["who"], (string?)call["tenant"], (string?)call["method"], (string?)call["query"], (string?)call["record"]));
        Assert.Equal(("user", 404), ((string?)second.List("calls")[0]!["who"], (int)second.List("calls")[0]!["status"]!));
    }

    [Fact]
    public async Task Entries_ForgottenUpToOne_LeaveTheLaterOnes()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.Wealthbox("GET", "contacts/20001");
        var first = await sandbox.WealthboxControl("GET", "calls");
        await sandbox.Wealthbox("GET", "contacts/20002");

        Assert.Equal(HttpStatusCode.NoContent, (await sandbox.WealthboxControl("DELETE", $"calls?until={first.Json["next"]}")).Status);

        Assert.Equal("20002", (string?)Assert.Single((await sandbox.WealthboxControl("GET", "calls")).List("calls"))!["record"]);
    }

    [Fact]
    public async Task Sequence_BothSimulators_IsOne()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.Wealthbox("GET", "me");
        await sandbox.Hub("GET", "me");
        Assert.Equal(1, (int)(await sandbox.WealthboxControl("GET", "calls")).Json["next"]!);
        Assert.Equal(2, (int)(await sandbox.HubControl("GET", "calls")).Json["next"]!);
    }

    [Fact]
    public async Task Settings_UnknownSwitch_Answers400()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.WealthboxControl("PUT", "settings", """{"noSuch":true}""")).Status);
        Assert.Equal("""{"updatedSinceExact":false,"reformatPhones":false,"staleListMs":0,"missed":[]}""", (await sandbox.WealthboxControl("GET", "settings")).Text);
    }

    [Fact]
    public async Task Reset_OtherWorld_ReplacesDataAndLogsOfBoth()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PersonPatches("CW-100001", """{"jobTitle":"Baker"}""");
        Assert.Equal(HttpStatusCode.NoContent, (await sandbox.WealthboxControl("POST", "reset", """{"world":"pairs:5","seed":2}""")).Status);
        Assert.Empty((await sandbox.HubControl("GET", "changes")).List("changes"));
        Assert.Equal(5, (await sandbox.Hub("GET", "changes?after=0")).List("changes").Count);
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.WealthboxControl("POST", "reset", """{"world":"flat"}""")).Status);
    }
}
