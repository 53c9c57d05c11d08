using System.Net;
using Xunit;

namespace Counterpart.Tests.Sandbox;

public sealed class WealthboxWriteTests
{
    [Theory]
    [InlineData("job_title", "\"\"", true)]
    [InlineData("job_title", "null", false)]
    [InlineData("client_since", "\"\"", true)]
    [InlineData("client_since", "null", false)]
    [InlineData("linkedin_url", "null", true)]
    [InlineData("linkedin_url", "\"\"", false)]
    [InlineData("marital_status", "null", true)]
    [InlineData("marital_status", "\"\"", false)]
    public async Task Put_Clearing_WorksInTheFieldsOwnWayOnly(string field, string sent, bool clears)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PersonPuts(20001, """{"job_title":"Baker","linkedin_url":"https://example.com/x","marital_status":"Single"}""");
        var answer = await sandbox.Wealthbox("PUT", "contacts/20001", $$"""{"{{field}}":{{sent}}}""");
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal(clears, answer.Json[field] is null);
    }

    [Fact]
    public async Task Put_SomeFields_LeavesTheOthersAndIgnoresUnknownOnes()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var before = await sandbox.Wealthbox("GET", "contacts/20001");
        var answer = await sandbox.Wealthbox("PUT", "contacts/20001", """{"first_name":"Amélie","shoe_size":38}""");
        Assert.Equal("Amélie", (string?)answer.Json["first_name"]);
        Assert.Equal((string?)before.Json["last_name"], (string?)answer.Json["last_name"]);
        Assert.Null(answer.Json["shoe_size"]);
    }

    [Fact]
    public async Task Put_BadDate_Answers422AndChangesNothing()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Wealthbox("PUT", "contacts/20001", """{"first_name":"Zoë","birth_date":"31.12.1970"}""");
        Assert.Equal((HttpStatusCode)422, answer.Status);
        Assert.Equal("""{"errors":{"birth_date":["is not a valid date"]}}""", answer.Text);
        Assert.NotEqual("Zoë", (string?)(await sandbox.Wealthbox("GET", "contacts/20001")).Json["first_name"]);
    }

    [Fact]
    public async Task Put_NameTooLong_Answers422()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Wealthbox("PUT", "contacts/20001", $$"""{"last_name":"{{new string('x', 101)}}"}""");
        Assert.Equal((HttpStatusCode)422, answer.Status);
    }

    [Theory]
    [InlineData("""["not an object"]""")]
    [InlineData("""{"first_name":{"a":1}}""")]
    [InlineData("""{"phone_numbers":"555"}""")]
    [InlineData("""{"tags":[{"id":1,"name":"red"}]}""")]
    public async Task Put_WrongShape_Answers400WithErrorText(string body)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Wealthbox("PUT", "contacts/20001", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.NotNull(answer.Json["error"]);
    }

    [Fact]
    public async Task Put_Tags_ReplacesTheWholeSet()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PersonPuts(20001, """{"tags":["red","blue"]}""");
        var answer = await sandbox.Wealthbox("PUT", "contacts/20001", """{"tags":["green","red"]}""");
        Assert.Equal(["green", "red"], answer.List("tags").Select(tag => (string?)tag!["name"]));
        answer = await sandbox.Wealthbox("PUT", "contacts/20002", """{"tags":["GREEN","Green"," new "]}""");
        Assert.Equal(["green", "new"], answer.List("tags").Select(tag => (string?)tag!["name"]));
    }

    [Fact]
    public async Task Put_CustomField_ChangesItAndNullDoesNotRemoveIt()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.Wealthbox("PUT", "contacts/20001", """{"custom_fields":[{"id":501,"value":"900-00-0001"},{"id":999,"value":"x"}]}""");
        var answer = await sandbox.Wealthbox("PUT", "contacts/20001", """{"custom_fields":[{"id":501,"value":null}]}""");
        var field = Assert.Single(answer.List("custom_fields"))!;
        Assert.Equal(("Tax ID", "900-00-0001"), ((string?)field["name"], (string?)field["value"]));
    }

    [Fact]
    public async Task PostAndDelete_Contact_ComesAndGoes()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var made = await sandbox.Wealthbox("POST", "contacts", """{"first_name":"Ada","last_name":"Byron","external_unique_id":"x-1"}""");
        Assert.Equal((20004, "Ada Byron", "Person"), ((int)made.Json["id"]!, (string?)made.Json["name"], (string?)made.Json["type"]));
        Assert.Single((await sandbox.Wealthbox("GET", "contacts?external_unique_id=x-1")).List("contacts"));

        Assert.Equal(HttpStatusCode.NoContent, (await sandbox.Wealthbox("DELETE", "contacts/20004")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.Wealthbox("GET", "contacts/20004")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.Wealthbox("PUT", "contacts/20004", "{}")).Status);
    }

    [Fact]
    public async Task Merge_TwoContacts_KeepsOneWithTheRowsOfBoth()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PersonPuts(20002, """{"websites":[{"address":"https://merged.example.com"}]}""");
        await sandbox.WealthboxControl("POST", "merge", """{"keep":20001,"gone":20002}""");
        var kept = await sandbox.Wealthbox("GET", "contacts/20001");
        Assert.Contains(kept.List("websites"), row => (string?)row!["address"] == "https://merged.example.com");
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.Wealthbox("GET", "contacts/20002")).Status);
    }
}
