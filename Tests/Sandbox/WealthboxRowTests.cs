using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Counterpart.Tests.Sandbox;

public sealed class WealthboxRowTests
{
    [Fact]
    public async Task Put_RowWithId_ChangesOnlyItsNamedMembers()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var row = await FirstPhone(sandbox);
        var answer = await Put(sandbox, $$"""{"id":{{row["id"]}},"extension":"77"}""");
        var changed = answer.List("phone_numbers")[0]!;
        Assert.Equal(("77", (string?)row["address"]), ((string?)changed["extension"], (string?)changed["address"]));
    }

    [Fact]
    public async Task Put_NewPrincipalRow_ClearsTheOthers()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var answer = await Put(sandbox, """{"address":"+1 415 555 0199","kind":"Work","principal":true}""");
        var principal = Assert.Single(answer.List("phone_numbers"), row => (bool)row!["principal"]!);
        Assert.Equal("+1 415 555 0199", (string?)principal!["address"]);
    }

    [Fact]
    public async Task Put_DestroyedRow_IsGoneAndTheFirstNewOneIsPrincipal()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        var all = (await sandbox.Wealthbox("GET", "contacts/20001")).List("phone_numbers");
        var emptied = await Put(sandbox, string.Join(',', all.Select(row => $$"""{"id":{{row!["id"]}},"destroy":true}""")));
        Assert.Empty(emptied.List("phone_numbers"));

        var answer = await Put(sandbox, """{"address":"415-555-0150"},{"address":"415-555-0151"}""");
        Assert.Equal([true, false], answer.List("phone_numbers").Select(row => (bool)row!["principal"]!));
    }

    [Fact]
    public async Task Put_UnknownRow_Answers422()
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        Assert.Equal((HttpStatusCode)422, (await Put(sandbox, """{"id":1,"address":"415-555-0150"}""")).Status);
    }

    [Theory]
    [InlineData(false, "+14155550101")]
    [InlineData(true, "(415) 555-0101")]
    public async Task Put_Phone_IsStoredAsGivenUnlessReformatted(bool reformat, string expected)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        await sandbox.WealthboxControl("PUT", "settings", reformat ? """{"reformatPhones":true}""" : "{}");
        var answer = await Put(sandbox, """{"address":"+14155550101"}""");
        Assert.Contains(answer.List("phone_numbers"), row => (string?)row!["address"] == expected);
    }

    [Fact]
    public async Task Put_Street_AnswersTheWholeAddressToo()
    {
        await using var sandbox = await RunningSandbox.StartAsync("demo");
        var contact = await sandbox.Wealthbox("GET", "contacts/20001");
        var id = contact.List("street_addresses")[0]!["id"];
        var answer = await sandbox.Wealthbox("PUT", "contacts/20001", $$"""{"street_addresses":[{"id":{{id}},"city":"Alameda"}]}""");
        Assert.Equal("1 Main St, Alameda, CA 94601, United States", (string?)answer.List("street_addresses")[0]!["address"]);
    }

    private static Task<SandboxAnswer> Put(RunningSandbox sandbox, string rows) =>
        sandbox.Wealthbox("PUT", "contacts/20001", $$"""{"phone_numbers":[{{rows}}]}""");

    private static async Task<JsonNode> FirstPhone(RunningSandbox sandbox) =>
        (await sandbox.Wealthbox("GET", "contacts/20001")).List("phone_numbers")[0]!;
}
