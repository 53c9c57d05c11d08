using System.Net;
using Xunit;

namespace Counterpart.Tests.Sandbox;

public sealed class WealthboxAccessTests
{
    [Fact]
    public async Task Me_SeveralAccounts_NamesTheWorkspaceAsTheCurrentUsersAccount()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var me = await sandbox.Wealthbox("GET", "me");
        Assert.Equal(9001, (int)me.Json["current_user"]!["account"]!);
        Assert.NotEqual(9001, (int)me.List("accounts")[0]!["id"]!);
    }

    [Fact]
    public async Task AnyCall_WrongToken_Answers401WithErrorsText()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Wealthbox("GET", "me", token: "nobody");
        Assert.Equal((HttpStatusCode.Unauthorized, """{"errors":"invalid access token"}"""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task Put_ReadOnlyToken_Answers403()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Wealthbox("PUT", "contacts/20001", """{"job_title":"X"}""", "wb-demo-read");
        Assert.Equal((HttpStatusCode.Forbidden, """{"errors":"insufficient permissions"}"""), (answer.Status, answer.Text));
    }

    [Theory]
    [InlineData("webhooks")]
    [InlineData("contacts/1")]
    [InlineData("contacts/29001")]
    public async Task Get_NothingThere_AnswersBare404(string path)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Wealthbox("GET", path);
        Assert.Equal((HttpStatusCode.NotFound, ""), (answer.Status, answer.Text));
    }

    [Fact]
    public async Task List_OtherOfficesToken_ShowsItsOwnContactsOnly()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Wealthbox("GET", "contacts", token: "wb-other-sync");
        Assert.Equal([29001, 29002, 29003, 29004, 29005], answer.List("contacts").Select(contact => (int)contact!["id"]!).Order());
    }

    [Fact]
    public async Task Calls_SeveralWindows_EachHolds_AndAnswersCount()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.WealthboxControl(
            "PUT", "limits", """{"calls":2,"windowSeconds":60,"more":[{"calls":3,"windowSeconds":86400}],"counters":true}""");

        await sandbox.Wealthbox("GET", "me");
        var second = await sandbox.Wealthbox("GET", "me");
        var inMinute = await sandbox.Wealthbox("GET", "me");
        sandbox.Clock.Advance(TimeSpan.FromSeconds(60));
        var third = await sandbox.Wealthbox("GET", "me");
        var inDay = await sandbox.Wealthbox("GET", "me");

        Assert.Equal(("0", "1"), (second.Header("X-MinLimit-Remaining"), second.Header("X-DayLimit-Remaining")));
        Assert.Equal(("1", "0"), (third.Header("X-MinLimit-Remaining"), third.Header("X-DayLimit-Remaining")));
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(60)), (inMinute.Status, inMinute.RetryAfter));
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(86_340)), (inDay.Status, inDay.RetryAfter));
    }

    [Fact]
    public async Task Hold_CallsWaitUntilReleased_AndShowWhatIsThereThen()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.WealthboxControl("POST", "faults", """{"kind":"Hold","match":{"method":"GET","path":"/20001$"}}""");
        await sandbox.WealthboxControl("PUT", "limits", """{"calls":9,"windowSeconds":60,"concurrent":1}""");
        var held = sandbox.Wealthbox("GET", "contacts/20001");
        while ((await sandbox.WealthboxControl("GET", "held")).List("tenants").Count == 0)
        {
            await Task.Yield();
        }

        var beside = await sandbox.Wealthbox("GET", "contacts/20002");
        await sandbox.PersonPuts(20001, """{"nickname":"Later"}""");
        Assert.False(held.IsCompleted);
        await sandbox.WealthboxControl("POST", "release");

        Assert.Equal("Later", (string?)(await held).Json["nickname"]);
        Assert.Equal(HttpStatusCode.TooManyRequests, beside.Status);
        Assert.Equal(HttpStatusCode.OK, (await sandbox.Wealthbox("GET", "contacts/20001")).Status);
    }

    [Fact]
    public async Task Calls_MoreThanTheLimit_Answer429UntilTheWindowMoves()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.WealthboxControl("PUT", "limits", """{"calls":2,"windowSeconds":300}""");
        await sandbox.Wealthbox("GET", "me");
        sandbox.Clock.Advance(TimeSpan.FromSeconds(100));
        await sandbox.Wealthbox("GET", "me");

        var refused = await sandbox.Wealthbox("GET", "me");
        var person = await sandbox.Wealthbox("GET", "me", token: "wb-demo-user");
        sandbox.Clock.Advance(TimeSpan.FromSeconds(200));
        var later = await sandbox.Wealthbox("GET", "me");

        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(200)), (refused.Status, refused.RetryAfter));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (person.Status, later.Status));
    }
}
