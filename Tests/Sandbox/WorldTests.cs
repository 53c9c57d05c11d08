using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace Counterpart.Tests.Sandbox;

public sealed class WorldTests
{
    [Fact]
    public async Task Demo_Tour_HasItsClientsAndContacts()
    {
        await using var sandbox = await RunningSandbox.StartAsync("demo");
        var clients = await Clients(sandbox);
        Assert.Equal(200, clients.Count);
        Assert.Equal("Åkerström", (string?)clients["CW-100004"]["name"]!["last"]);
        Assert.Equal("Harbor Light Dental LLC", (string?)clients["CW-100005"]["organizationName"]);
        Assert.Equal("trust", (string?)clients["CW-100006"]["kind"]);

        Assert.Equal("Amélie Laurent", await NameOf(20001));
        Assert.Equal("James O’Brien", await NameOf(20002));
        Assert.Equal(("Maria Garcia", "Maria Garcia"), (await NameOf(20003), await NameOf(20004)));
        Assert.Equal("The Nguyen Family Trust", await NameOf(20006));

        async Task<string?> NameOf(int contact) => (string?)(await sandbox.Wealthbox("GET", $"contacts/{contact}")).Json["name"];
    }

    [Fact]
    public async Task Demo_TaxIds_AreUniqueAndMostMatch()
    {
        await using var sandbox = await RunningSandbox.StartAsync("demo");
        var ours = (await Clients(sandbox)).Values.Select(client => (string?)client["taxId"]).OfType<string>().ToList();
        var theirs = (await Contacts(sandbox)).Select(TaxId).OfType<string>().ToList();
        Assert.Equal(ours.Count, ours.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(theirs.Count, theirs.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(ours.Intersect(theirs, StringComparer.Ordinal).Count(), 115, 130);
        Assert.All(ours.Concat(theirs), taxId => Assert.StartsWith("900-", taxId, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Demo_SameSeed_IsTheSame()
    {
        await using var one = await RunningSandbox.StartAsync("demo");
        await using var other = await RunningSandbox.StartAsync("demo");
        Assert.Equal((await one.Hub("GET", "changes?limit=500")).Text, (await other.Hub("GET", "changes?limit=500")).Text);
        Assert.Equal((await one.Wealthbox("GET", "contacts?per_page=100")).Text, (await other.Wealthbox("GET", "contacts?per_page=100")).Text);
    }

    [Fact]
    public async Task Pairs_OverOffices_AreNumberedThrough()
    {
        await using var sandbox = await RunningSandbox.StartAsync("pairs:7/3");

        Assert.Equal((HttpStatusCode)200, (await sandbox.Hub("GET", "clients/CW-100002")).Status);
        Assert.Equal((HttpStatusCode)404, (await sandbox.Hub("GET", "clients/CW-100003")).Status);
        Assert.Equal((HttpStatusCode)200, (await sandbox.Hub("GET", "clients/CW-100003", token: "cw-firm1-sync")).Status);
        Assert.Equal((HttpStatusCode)200, (await sandbox.Wealthbox("GET", "contacts/20007", token: "wb-firm2-sync")).Status);
        Assert.Equal((HttpStatusCode)404, (await sandbox.Wealthbox("GET", "contacts/20004", token: "wb-firm2-sync")).Status);
        Assert.Equal((HttpStatusCode)401, (await sandbox.Wealthbox("GET", "contacts/20004", token: "wb-firm3-sync")).Status);
    }

    [Theory]
    [InlineData("pairs:0")]
    [InlineData("pairs:5/0")]
    [InlineData("pairs:5/6")]
    [InlineData("pairs:200/101")]
    [InlineData("pairs:5/2/1")]
    public async Task Pairs_OfAnImpossibleNumber_AreNotKnown(string world)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        Assert.Equal((HttpStatusCode)400, (await sandbox.HubControl("POST", "reset", $$"""{"world":"{{world}}"}""")).Status);
    }

    [Fact]
    public async Task Pairs_EveryClient_HasOneContactThatAgrees()
    {
        await using var sandbox = await RunningSandbox.StartAsync("pairs:40");
        var contacts = (await Contacts(sandbox)).ToDictionary(contact => TaxId(contact)!, StringComparer.Ordinal);
        Assert.All((await Clients(sandbox)).Values, client =>
        {
            var contact = contacts[(string)client["taxId"]!];
            Assert.Equal((string?)client["name"]!["last"], (string?)contact["last_name"]);
            Assert.Equal((string?)client["birthDate"], (string?)contact["birth_date"]);
            Assert.Equal((string?)client["id"], (string?)contact["external_unique_id"]);
            Assert.Equal((string?)client["employer"], (string?)contact["company_name"]);
            Assert.Equal(
                client["phones"]!.AsArray().Select(row => (string?)row!["number"]),
                contact["phone_numbers"]!.AsArray().Select(row => (string?)row!["address"]));
        });
    }

    private static async Task<Dictionary<string, JsonNode>> Clients(RunningSandbox sandbox) =>
        (await sandbox.Hub("GET", "changes?limit=500")).List("changes")
            .Select(entry => entry!["client"]!)
            .ToDictionary(client => (string)client["id"]!, StringComparer.Ordinal);

    private static async Task<List<JsonNode>> Contacts(RunningSandbox sandbox)
    {
        var contacts = new List<JsonNode>();
        for (var page = 1; ; page++)
        {
            var answer = await sandbox.Wealthbox("GET", $"contacts?per_page=100&page={page}");
            contacts.AddRange(answer.List("contacts").Select(contact => contact!));
            if (page >= (int)answer.Json["meta"]!["total_pages"]!)
                return contacts;
        }
    }

    private static string? TaxId(JsonNode contact) =>
        (string?)contact["custom_fields"]!.AsArray().FirstOrDefault(field => (int)field!["id"]! == 501)?["value"];
}
