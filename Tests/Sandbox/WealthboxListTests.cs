using System.Net;
using Xunit;

namespace Counterpart.Tests.Sandbox;

public sealed class WealthboxListTests
{
    [Theory]
    [InlineData("", 25)]
    [InlineData("?per_page=500", 100)]
    [InlineData("?per_page=40&page=4", 0)]
    [InlineData("?per_page=40&page=3", 40)]
    public async Task List_PageSize_IsDefaultedAndCapped(string query, int expected)
    {
        await using var sandbox = await RunningSandbox.StartAsync("pairs:120");
        var answer = await sandbox.Wealthbox("GET", "contacts" + query);
        Assert.Equal(expected, answer.List("contacts").Count);
        Assert.Equal(120, (int)answer.Json["meta"]!["total_count"]!);
    }

    [Theory]
    [InlineData("?no_such_filter=1", 3)]
    [InlineData("?id=20001&id=20002", 1)]
    [InlineData("?external_unique_id=none", 0)]
    [InlineData("?tags[]=red&tags[]=blue", 2)]
    [InlineData("?active=false", 0)]
    [InlineData("?type=person", 3)]
    public async Task List_Filter_ReturnsWhatWealthboxWould(string query, int expected)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PersonPuts(20001, """{"tags":["red"]}""");
        await sandbox.PersonPuts(20002, """{"tags":["blue"]}""");
        var answer = await sandbox.Wealthbox("GET", "contacts" + query);
        Assert.Equal(expected, answer.List("contacts").Count);
    }

    [Fact]
    public async Task List_RepeatedParameter_CountsWithItsLastValue()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Wealthbox("GET", "contacts?id=20001&id=20002");
        Assert.Equal(20002, (int)answer.List("contacts")[0]!["id"]!);
    }

    [Fact]
    public async Task List_BracketsOnScalarFilter_Answers500WithAPage()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Wealthbox("GET", "contacts?email[]=a@example.com");
        Assert.Equal((HttpStatusCode.InternalServerError, "text/html"), (answer.Status, answer.ContentType));
    }

    [Fact]
    public async Task List_UpdatedSinceLaterInTheSameMinute_StillReturnsTheContactUnlessExact()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var edited = await sandbox.PersonPuts(20001, """{"job_title":"Baker"}""");
        Assert.Equal("2026-05-04 08:00 AM -0400", (string?)edited.Json["updated_at"]);

        const string Later = "contacts?updated_since=2026-05-04T12:00:40Z";
        Assert.Single((await sandbox.Wealthbox("GET", Later)).List("contacts"));
        await sandbox.WealthboxControl("PUT", "settings", """{"updatedSinceExact":true}""");
        Assert.Empty((await sandbox.Wealthbox("GET", Later)).List("contacts"));
    }

    [Fact]
    public async Task List_Deleted_ReturnsTombstonesSince()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.Wealthbox("DELETE", "contacts/20002", token: "wb-demo-user");
        var since = await sandbox.Wealthbox("GET", "contacts?deleted=true&deleted_since=2026-05-04T08:00:00-04:00");
        var later = await sandbox.Wealthbox("GET", "contacts?deleted=true&deleted_since=2026-05-05T00:00:00Z");
        var standing = await sandbox.Wealthbox("GET", "contacts");
        Assert.Equal([20002], since.List("contacts").Select(contact => (int)contact!["id"]!));
        Assert.Empty(later.List("contacts"));
        Assert.Equal(2, standing.List("contacts").Count);
    }

    [Fact]
    public async Task List_StaleLists_ShowTheStateOfEarlier()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.WealthboxControl("PUT", "settings", """{"staleListMs":5000}""");
        await sandbox.PersonPuts(20001, """{"job_title":"Baker"}""");

        var early = await sandbox.Wealthbox("GET", "contacts?id=20001");
        var single = await sandbox.Wealthbox("GET", "contacts/20001");
        sandbox.Clock.Advance(TimeSpan.FromSeconds(5));
        var late = await sandbox.Wealthbox("GET", "contacts?id=20001");

        Assert.NotEqual("Baker", (string?)early.List("contacts")[0]!["job_title"]);
        Assert.Equal("Baker", (string?)single.Json["job_title"]);
        Assert.Equal("Baker", (string?)late.List("contacts")[0]!["job_title"]);
    }

    [Fact]
    public async Task List_OrderUpdated_StartsWithTheLatest()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PersonPuts(20002, """{"job_title":"Baker"}""");
        var answer = await sandbox.Wealthbox("GET", "contacts?order=updated");
        Assert.Equal([20002, 20003, 20001], answer.List("contacts").Select(contact => (int)contact!["id"]!));
    }
}
