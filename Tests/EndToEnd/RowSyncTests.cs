using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A8: rows are added, changed and removed on either side, and there are never two of one.</summary>
public abstract class RowSyncTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    /// <summary>A list with a row and a changed member, in the hub's words and in the partner's.</summary>
    public static TheoryData<int, string, string, string, string, string> Lists => new()
    {
        { 11, "phones", "phone_numbers", """{"number":"(303) 555-0177","kind":"other"}""", """{"address":"303-555-0177","kind":"Other"}""", "303" },
        { 13, "emails", "email_addresses", """{"address":"late@example.com","kind":"other"}""", """{"address":"late@example.com","kind":"Other"}""", "late@" },
        {
            15, "addresses", "street_addresses",
            """{"line1":"7 Elm Row","city":"Reno","region":"NV","postalCode":"89501","country":"United States","kind":"other"}""",
            """{"street_line_1":"7 Elm Row","city":"Reno","state":"NV","zip_code":"89501","country":"United States","kind":"Other"}""", "7 Elm Row"
        },
        { 17, "websites", "websites", """{"address":"https://late.example.com","kind":"other"}""", """{"address":"https://late.example.com","kind":"Other"}""", "late.example" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Row_AddedChangedAndRemovedAtTheHub_FollowsAtThePartner(
        int pair, string hubList, string partnerList, string hubRow, string partnerRow, string sign)
    {
        var (client, contact) = Pair.Of(pair);
        await product.LinkedAsync(client);
        var before = Rows(await product.Partner.ReadAsync(contact), partnerList).Count;

        await product.Hub.EditAsync(client, Patch(hubList, JsonNode.Parse(hubRow)!));
        var added = await product.Partner.UntilAsync(contact, contact => Has(contact, partnerList, sign));
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Equal(before + 1, Rows(added, partnerList).Count);
        Assert.True(IsPart(JsonNode.Parse(partnerRow)!, Row(added, partnerList, sign)), added.ToJsonString());

        var id = Row(await product.Hub.ReadAsync(client), hubList, sign)["id"]!.ToString();
        await product.Hub.EditAsync(client, Patch(hubList, new JsonObject { ["id"] = id, ["kind"] = "work" }));
        await product.Partner.UntilAsync(contact, contact => (string?)Row(contact, partnerList, sign)["kind"] == "Work");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);

        await product.Hub.EditAsync(client, Patch(hubList, new JsonObject { ["id"] = id, ["remove"] = true }));
        await product.Partner.UntilAsync(contact, contact => !Has(contact, partnerList, sign));
        var link = await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Equal(before, link.Rows(hubList).Count);
        Assert.Empty(await product.Hub.SyncedAsync(client));
        Assert.Equal(3, (await product.Partner.SyncCallsAsync(contact, "PUT")).Count);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Row_AddedChangedAndRemovedAtThePartner_FollowsAtTheHub(
        int pair, string hubList, string partnerList, string hubRow, string partnerRow, string sign)
    {
        var (client, contact) = Pair.Of(pair + 1);
        await product.LinkedAsync(client);
        var before = Rows(await product.Hub.ReadAsync(client), hubList).Count;

        await product.Partner.EditAsync(contact, Patch(partnerList, JsonNode.Parse(partnerRow)!));
        var added = await product.Hub.UntilAsync(client, client => Has(client, hubList, sign));
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Equal(before + 1, Rows(added, hubList).Count);
        Assert.True(IsPart(JsonNode.Parse(hubRow)!, Row(added, hubList, sign), except: "number"), added.ToJsonString());

        var id = (long)Row(await product.Partner.ReadAsync(contact), partnerList, sign)["id"]!;
        await product.Partner.EditAsync(contact, Patch(partnerList, new JsonObject { ["id"] = id, ["kind"] = "Work" }));
        await product.Hub.UntilAsync(client, client => (string?)Row(client, hubList, sign)["kind"] == "work");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);

        await product.Partner.EditAsync(contact, Patch(partnerList, new JsonObject { ["id"] = id, ["destroy"] = true }));
        await product.Hub.UntilAsync(client, client => !Has(client, hubList, sign));
        var link = await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Equal(before, link.Rows(hubList).Count);
        Assert.Empty(await product.Partner.SyncedAsync(contact));
        Assert.Equal(3, (await product.Hub.SyncCallsAsync(client, "PATCH")).Count);
    }

    [Fact]
    public async Task SameNumber_EnteredOnBothSidesInTwoSpellings_StaysOneRow()
    {
        var (client, contact) = Pair.Of(20);
        await product.LinkedAsync(client);
        var before = (await product.Admin.LinkAsItIsAsync(client)).Rows("phones").Count;

        await Simultaneous.EditsAsync(
            product,
            () => product.Hub.EditAsync(client, new { phones = new[] { new { number = "(206) 555-0188", kind = "other" } } }),
            () => product.Partner.EditAsync(contact, new { phone_numbers = new[] { new { address = "+1 206.555.0188", kind = "Other" } } }));

        var link = await product.Admin.UntilAsync(client, link => link.IsAgreed && link.Rows("phones").Count == before + 1);
        Assert.Equal(before + 1, Rows(await product.Hub.ReadAsync(client), "phones").Count);
        Assert.Equal(before + 1, Rows(await product.Partner.ReadAsync(contact), "phone_numbers").Count);
        Assert.Empty(await product.Hub.SyncedAsync(client));
        Assert.Empty(await product.Partner.SyncedAsync(contact));
        Assert.Equal("linked", link.Status);
    }

    [Fact]
    public async Task MainRow_ChosenOnEitherSide_IsTheMainRowOnBoth()
    {
        var (client, contact) = Pair.Of(21);
        await product.LinkedAsync(client);
        await product.Hub.EditAsync(client, new { emails = new[] { new { address = "main@example.com", kind = "work", primary = true } } });
        await product.Partner.UntilAsync(
            contact, contact => Has(contact, "email_addresses", "main@") && (bool)Row(contact, "email_addresses", "main@")["principal"]!);
        await product.Admin.UntilAsync(client, link => link.IsAgreed);

        var old = Rows(await product.Partner.ReadAsync(contact), "email_addresses").First(row => !(bool)row["principal"]!);
        await product.Partner.EditAsync(contact, new { email_addresses = new[] { new { id = (long)old["id"]!, principal = true } } });

        await product.Hub.UntilAsync(client, client => !(bool)Row(client, "emails", "main@")["primary"]!);
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
    }

    private static JsonObject Patch(string list, JsonNode row) => new() { [list] = new JsonArray(row) };

    private static List<JsonNode> Rows(JsonObject record, string list) => [.. record[list]!.AsArray().Select(row => row!)];

    private static bool Has(JsonObject record, string list, string sign) => Rows(record, list).Exists(row => Shows(row, sign));

    private static JsonNode Row(JsonObject record, string list, string sign) => Rows(record, list).Single(row => Shows(row, sign));

    private static bool Shows(JsonNode row, string sign) =>
        row.AsObject().Any(part => part.Value is JsonValue text && text.ToString().Replace("(", string.Empty, StringComparison.Ordinal).Contains(sign, StringComparison.Ordinal)
            && part.Key != "id")
        && (sign != "303" || row.ToJsonString().Contains("0177", StringComparison.Ordinal));

    private static bool IsPart(JsonNode expected, JsonNode actual, string? except = null) =>
        expected.AsObject().All(part => part.Key == except || part.Key == "address" || actual[part.Key]?.ToString() == part.Value?.ToString());
}

public sealed class RowSyncOnFileTests(PairsProduct fixture) : RowSyncTests(fixture), IClassFixture<PairsProduct>;
