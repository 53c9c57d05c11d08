using Counterpart.Links;
using Xunit;

namespace Counterpart.Tests.Systems;

public sealed class WealthboxWriteTests
{
    private static readonly FieldValue Phone = FieldValue.OfParts(("number", "+14155550142"), ("kind", "mobile"));

    [Theory]
    [InlineData("name/prefix", "prefix", "\"\"")]
    [InlineData("name/first", "first_name", "\"\"")]
    [InlineData("name/middle", "middle_name", "\"\"")]
    [InlineData("name/last", "last_name", "\"\"")]
    [InlineData("name/suffix", "suffix", "\"\"")]
    [InlineData("name/nickname", "nickname", "\"\"")]
    [InlineData("organization/name", "name", "\"\"")]
    [InlineData("birthDate", "birth_date", "\"\"")]
    [InlineData("clientSince", "client_since", "\"\"")]
    [InlineData("employer", "company_name", "\"\"")]
    [InlineData("jobTitle", "job_title", "\"\"")]
    [InlineData("gender", "gender", "null")]
    [InlineData("maritalStatus", "marital_status", "null")]
    [InlineData("background", "background_information", "null")]
    [InlineData("externalId", "external_unique_id", "null")]
    [InlineData("contactType", "contact_type", "null")]
    [InlineData("status", "status", "null")]
    public async Task Write_Scalar_SetsAndClearsAsTheVendorWants(string path, string name, string cleared)
    {
        Assert.Equal($$"""{"{{name}}":"x"}""", await Sent(Connect.Scalar(path, "x")));
        Assert.Equal($$"""{"{{name}}":{{cleared}}}""", await Sent(Connect.Scalar(path, null)));
    }

    [Fact]
    public async Task Write_NewRow_IsAddedWithWhatItHas() => Assert.Equal(
        """{"phone_numbers":[{"address":"4155550142","kind":"Mobile","principal":true}]}""",
        await Sent(Connect.Rows(new RowPatch(
            "phones/r1", "phones", null, FieldValue.OfParts(("number", "4155550142"), ("kind", "mobile")), Primary: true))));

    [Fact]
    public async Task Write_RowThatIsThere_HasEveryPart() => Assert.Equal(
        """{"street_addresses":[{"id":34,"street_line_1":"3 Quay","street_line_2":"","city":"","state":"CA","zip_code":"","country":"","kind":null}]}""",
        await Sent(Connect.Rows(new RowPatch("addresses/r1", "addresses", "34", FieldValue.OfParts(("line1", "3 Quay"), ("region", "CA"))))));

    [Fact]
    public async Task Write_BlankRow_IsDestroyed() => Assert.Equal(
        """{"email_addresses":[{"id":33,"destroy":true}]}""",
        await Sent(Connect.Rows(new RowPatch("emails/r1", "emails", "33", FieldValue.Blank))));

    [Fact]
    public async Task Write_PrimaryAlone_NamesNothingElse() => Assert.Equal(
        """{"websites":[{"id":35,"principal":true}]}""",
        await Sent(Connect.Rows(new RowPatch("websites/r1", "websites", "35", null, Primary: true))));

    [Theory]
    [InlineData("home", "Home")]
    [InlineData("second home", "Second Home")]
    [InlineData("place of business", "Place of Business")]
    [InlineData("po box", "PO Box")]
    public async Task Write_Kind_IsSpelledAsTheVendorDoes(string kind, string spelled)
    {
        var sent = await Sent(Connect.Rows(new RowPatch("emails/r1", "emails", null, FieldValue.OfParts(("address", "a@example.com"), ("kind", kind)))));
        Assert.Contains($"\"kind\":\"{spelled}\"", sent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Write_Tags_AreTheWholeSetByNames() => Assert.Equal(
        """{"tags":["vip","Golf"]}""",
        await Sent(new RecordPatch { Sets = [new SetPatch("tags", ["tags/golf", "tags/old"], ["vip", "Golf"], ["Golf"], ["old"])] }));

    [Theory]
    [InlineData("""{"errors":{"tags":["is invalid"]}}""", "tags/golf", "tags/golf")]
    [InlineData("""{"errors":{"tags":["is invalid"]}}""", "tags/golf,tags/old", null)]
    public async Task Write_TagsRefused_NamesTheTagWhenOnlyOneChanges(string body, string paths, string? path)
    {
        var patch = new RecordPatch { Sets = [new SetPatch("tags", [.. paths.Split(',')], ["Golf"], ["Golf"], [])] };
        var outcome = await Connect.Write(Connect.Wealthbox(FakeSystem.Answering(422, body)), patch);
        Assert.Equal(path, Assert.IsType<WriteOutcome.Refused>(outcome).Path);
    }

    [Fact]
    public async Task Write_Request_IsAPutOfJson()
    {
        var system = FakeSystem.Answering(200, """{"id":7,"type":"Person","last_name":"Moreau-Vidal"}""");
        var outcome = await Connect.Write(Connect.Wealthbox(system), Connect.Scalar("name/last", "Moreau-Vidal"));
        Assert.Equal("Moreau-Vidal", Assert.IsType<WriteOutcome.Applied>(outcome).ReadBack.Content.Scalars["name/last"].Text);
        Assert.Equal(HttpMethod.Put, system.Request.Method);
        Assert.Equal("https://wealthbox.test/v1/contacts/7", system.Request.RequestUri!.AbsoluteUri);
        Assert.Equal("application/json", system.Request.Content!.Headers.ContentType!.MediaType);
        Assert.Equal([Connect.Token], system.Request.Headers.GetValues("ACCESS_TOKEN"));
    }

    [Fact]
    public async Task Write_FieldThatIsNotMapped_IsRefusedUnsent()
    {
        var system = FakeSystem.Answering(200, "{}");
        var outcome = await Connect.Write(Connect.Wealthbox(system), Connect.Scalar("shoeSize", "43"));
        Assert.Equal("shoeSize", Assert.IsType<WriteOutcome.Refused>(outcome).Path);
        var row = await Connect.Write(Connect.Wealthbox(system), Connect.Rows(new RowPatch("pets/r1", "pets", null, Phone)));
        Assert.Equal("pets/r1", Assert.IsType<WriteOutcome.Refused>(row).Path);
        Assert.Equal(0, system.Calls);
    }

    private static async Task<string> Sent(RecordPatch patch)
    {
        var system = FakeSystem.Answering(200, """{"id":7,"type":"Person"}""");
        Assert.IsType<WriteOutcome.Applied>(await Connect.Write(Connect.Wealthbox(system), patch));
        return system.Body!;
    }
}
