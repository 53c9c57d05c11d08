using System.Net;
using Xunit;

namespace Counterpart.Tests.Sandbox;

public sealed class HubClientTests
{
    [Fact]
    public async Task Me_Token_NamesItsTenant()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        Assert.Equal("lpl-demo", (string?)(await sandbox.Hub("GET", "me")).Json["tenant"]);
        Assert.Equal(HttpStatusCode.Unauthorized, (await sandbox.Hub("GET", "me", token: "nobody")).Status);
    }

    [Fact]
    public async Task Patch_RightRevision_ChangesWhatIsNamedAndRaisesTheRevision()
    {
        await using var sandbox = await RunningSandbox.StartAsync("demo");
        var answer = await sandbox.Hub(
            "PATCH", "clients/CW-100001", """{"name":{"last":"Laurent-Ruiz"},"employer":null}""", ifMatch: "\"1\"");
        Assert.Equal((HttpStatusCode.OK, "\"2\""), (answer.Status, answer.ETag));
        Assert.Equal(("Amélie", "Laurent-Ruiz"), ((string?)answer.Json["name"]!["first"], (string?)answer.Json["name"]!["last"]));
        Assert.Equal((2, null, "Cardiologist"), ((int)answer.Json["revision"]!, (string?)answer.Json["employer"], (string?)answer.Json["jobTitle"]));
    }

    [Fact]
    public async Task Patch_NothingNew_KeepsTheRevision()
    {
        await using var sandbox = await RunningSandbox.StartAsync("demo");
        var answer = await sandbox.Hub("PATCH", "clients/CW-100001", """{"name":{"last":"Laurent"}}""", ifMatch: "\"1\"");
        Assert.Equal("\"1\"", answer.ETag);
    }

    [Fact]
    public async Task Patch_OldRevision_Answers412WithTheClientAsItIsNow()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.PersonPatches("CW-100001", """{"jobTitle":"Baker"}""");
        var answer = await sandbox.Hub("PATCH", "clients/CW-100001", """{"jobTitle":"Pilot"}""", ifMatch: "\"1\"");
        Assert.Equal((HttpStatusCode.PreconditionFailed, "\"2\""), (answer.Status, answer.ETag));
        Assert.Equal("Baker", (string?)answer.Json["jobTitle"]);
    }

    [Theory]
    [InlineData(null, 428)]
    [InlineData("*", 428)]
    [InlineData("1", 400)]
    public async Task Patch_NoUsableRevision_IsRefused(string? ifMatch, int status)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Hub("PATCH", "clients/CW-100001", """{"jobTitle":"Pilot"}""", ifMatch: ifMatch);
        Assert.Equal(status, (int)answer.Status);
    }

    [Theory]
    [InlineData("""{"birthDate":"1971"}""", "birthDate")]
    [InlineData("""{"name":{"first":5}}""", "name/first")]
    [InlineData("""{"phones":[{"number":"12"}]}""", "phones")]
    [InlineData("""{"phones":[{"id":"p99","number":"(415) 555-0101"}]}""", "phones")]
    [InlineData("""{"organizationName":"Acme"}""", "organizationName")]
    [InlineData("""{"revision":9}""", "revision")]
    public async Task Patch_RefusedValue_Answers422WithTheField(string body, string field)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Hub("PATCH", "clients/CW-100001", body, ifMatch: "\"1\"");
        Assert.Equal(((HttpStatusCode)422, "application/problem+json"), (answer.Status, answer.ContentType));
        Assert.Equal(field, (string?)answer.Json["field"]);
    }

    [Fact]
    public async Task Patch_Rows_AreChangedAddedAndRemovedById()
    {
        await using var sandbox = await RunningSandbox.StartAsync("demo");
        const string Body = """{"phones":[{"id":"p1","number":"+14155550102"},{"id":"p2","remove":true},{"number":"+14155550103","kind":"work"}]}""";
        var phones = (await sandbox.Hub("PATCH", "clients/CW-100001", Body, ifMatch: "\"1\"")).List("phones");
        Assert.Equal(["+14155550102", "+14155550103"], phones.Select(row => (string?)row!["number"]));
        Assert.Equal([true, false], phones.Select(row => (bool)row!["primary"]!));
        Assert.Equal(("p1", "mobile"), ((string?)phones[0]!["id"], (string?)phones[0]!["kind"]));
    }

    [Fact]
    public async Task Patch_ManyAtOnceOnOneRevision_OneWins()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answers = await Task.WhenAll(Enumerable.Range(1, 20).Select(i =>
            sandbox.Hub("PATCH", "clients/CW-100001", $$"""{"jobTitle":"Job {{i}}"}""", ifMatch: "\"1\"")));
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed && answer.ETag == "\"2\""));
    }

    [Fact]
    public async Task Get_DeletedOrUnknown_Answers410Or404()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await sandbox.Hub("DELETE", "clients/CW-100002", token: "cw-demo-user")).Status);
        Assert.Equal(HttpStatusCode.Gone, (await sandbox.Hub("GET", "clients/CW-100002")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await sandbox.Hub("GET", "clients/CW-900001")).Status);
    }

    [Fact]
    public async Task Post_Client_Answers201WithIt()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await sandbox.Hub("POST", "clients", """{"kind":"company","organizationName":"Acme","phones":[{"number":"(415) 555-0101"}]}""");
        Assert.Equal((HttpStatusCode.Created, "\"1\""), (answer.Status, answer.ETag));
        Assert.Equal(("CW-100004", null), ((string?)answer.Json["id"], answer.Json["name"]));
    }
}
