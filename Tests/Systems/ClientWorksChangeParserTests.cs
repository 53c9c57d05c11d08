using System.Text;
using System.Text.Json;
using Counterpart.Links;
using Counterpart.Systems.ClientWorks;
using Xunit;

namespace Counterpart.Tests.Systems;

public sealed class ClientWorksChangeParserTests
{
    [Fact]
    public void Parse_Fields_IsContentOfWhatIsNamed()
    {
        var change = Parsed("""
            { "record": "CW-100001", "revision": 8, "fields": { "name/last": "Laurent-Ruiz", "employer": null, "birthDate": "1971-03-09",
              "phones": [ { "id": "p1", "number": "+14155550102", "extension": null, "kind": "Mobile", "primary": true } ], "emails": [] } }
            """);
        Assert.Equal(("CW-100001", 8L, false), (change.Record, change.Revision, change.IsDeletion));
        Assert.Equal(["birthDate", "employer", "name/last"], change.Content!.Scalars.Keys.Order(StringComparer.Ordinal));
        Assert.True(change.Content.Scalars["employer"].IsBlank);
        Assert.Equal("Laurent-Ruiz", change.Content.Scalars["name/last"].Text);
        Assert.Equal(
            [new("p1", FieldValue.OfParts(("number", "+14155550102"), ("kind", "mobile")), true)], change.Content.Lists["phones"].AsEnumerable());
        Assert.Empty(change.Content.Lists["emails"]);
    }

    [Fact]
    public void Parse_Deletion_HasNoContent() =>
        Assert.Equal(new ClientWorksChange("CW-1", 9, null), Parsed("""{"record":"CW-1","revision":9,"deleted":true}"""));

    [Fact]
    public void Parse_TagsAndBackground()
    {
        var content = Parsed(Change("""{"background":"Sails.\r\nTwo children.","tags":["VIP","Golf"]}""")).Content!;
        Assert.Equal("Sails.\r\nTwo children.", content.Scalars["background"].Text);
        Assert.Equal(["VIP", "Golf"], content.Lists["tags"].Select(row => row.Value.Text));
        Assert.Empty(Parsed(Change("""{"tags":[]}""")).Content!.Lists["tags"]);
    }

    [Fact]
    public void Parse_BackgroundAndTags_HaveTheirLimits()
    {
        var text = new string('b', 20_000);
        Assert.Equal(20_000, Parsed(Change($$"""{"background":"{{text}}"}""")).Content!.Scalars["background"].Text!.Length);
        Assert.Equal("background", Fault(Change($$"""{"background":"{{text}}b"}""")).Field);
        Assert.Equal("tags", Fault(Change($$"""{"tags":[{{string.Join(',', Enumerable.Repeat("\"t\"", 101))}}]}""")).Field);
    }

    [Theory]
    [InlineData("""{"Name/Last":"x"}""", "fields/Name~1Last", "Name/Last")]
    [InlineData("""{"name":{"last":"x"}}""", "fields/name", "name")]
    [InlineData("""{"shoe~size":"x"}""", "fields/shoe~0size", "shoe~size")]
    [InlineData("""{"taxId":"900-12-3456"}""", "fields/taxId", "taxId")]
    [InlineData("""{"name/last":7}""", "fields/name~1last", "name/last")]
    [InlineData("""{"name/last":{"x":1}}""", "fields/name~1last", "name/last")]
    [InlineData("""{"name/last":"a\u0007b"}""", "fields/name~1last", "name/last")]
    [InlineData("""{"name/last":"a\nb"}""", "fields/name~1last", "name/last")]
    [InlineData("""{"name/last":"half \ud83d"}""", "fields/name~1last", "name/last")]
    [InlineData("""{"name/last":"half \ude00"}""", "fields/name~1last", "name/last")]
    [InlineData("""{"name/last":"x","name/last":"y"}""", "fields/name~1last", "name/last")]
    [InlineData("""{"birthDate":"9.3.1971"}""", "fields/birthDate", "birthDate")]
    [InlineData("""{"birthDate":"1971-02-30"}""", "fields/birthDate", "birthDate")]
    [InlineData("""{"clientSince":"1971-03-09T00:00:00Z"}""", "fields/clientSince", "clientSince")]
    [InlineData("""{"tags":[7]}""", "fields/tags/0", "tags[0]")]
    [InlineData("""{"tags":["vip"," "]}""", "fields/tags/1", "tags[1]")]
    [InlineData("""{"tags":"vip"}""", "fields/tags", "tags")]
    [InlineData("""{"tags":null}""", "fields/tags", "tags")]
    [InlineData("""{"background":"a\u0007b"}""", "fields/background", "background")]
    [InlineData("""{"phones":null}""", "fields/phones", "phones")]
    [InlineData("""{"phones":["415"]}""", "fields/phones/0", "phones[0]")]
    [InlineData("""{"phones":[{"number":"415"}]}""", "fields/phones/0/id", "phones[0].id")]
    [InlineData("""{"phones":[{"id":1,"number":"415"}]}""", "fields/phones/0/id", "phones[0].id")]
    [InlineData("""{"phones":[{"id":"p1"},{"id":"p1"}]}""", "fields/phones/1/id", "phones[1].id")]
    [InlineData("""{"phones":[{"id":"p1","address":"415"}]}""", "fields/phones/0/address", "phones[0].address")]
    [InlineData("""{"phones":[{"id":"p1","number":415}]}""", "fields/phones/0/number", "phones[0].number")]
    [InlineData("""{"phones":[{"id":"p1","primary":"yes"}]}""", "fields/phones/0/primary", "phones[0].primary")]
    [InlineData("""{"\ud800":"x"}""", "fields/", "")]
    public void Parse_FieldThatBreaksARule_IsNamedAsItWasWritten(string fields, string pointer, string field)
    {
        var fault = Fault(Change(fields));
        Assert.Equal((pointer, field), (fault.Pointer, fault.Field));
        Assert.DoesNotContain("900", fault.Rule, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"revision":8,"fields":{}}""", "record")]
    [InlineData("""{"record":" ","revision":8,"fields":{}}""", "record")]
    [InlineData("""{"record":7,"revision":8,"fields":{}}""", "record")]
    [InlineData("""{"record":"CW-1","fields":{}}""", "revision")]
    [InlineData("""{"record":"CW-1","revision":0,"fields":{}}""", "revision")]
    [InlineData("""{"record":"CW-1","revision":"8","fields":{}}""", "revision")]
    [InlineData("""{"record":"CW-1","revision":8.5,"fields":{}}""", "revision")]
    [InlineData("""{"record":"CW-1","revision":8}""", "fields")]
    [InlineData("""{"record":"CW-1","revision":8,"fields":[]}""", "fields")]
    [InlineData("""{"record":"CW-1","revision":8,"fields":{},"deleted":true}""", "fields")]
    [InlineData("""{"record":"CW-1","revision":8,"deleted":"yes"}""", "deleted")]
    [InlineData("""{"record":"CW-1","revision":8,"fields":{},"adviser":"x"}""", "adviser")]
    [InlineData("""[]""", "")]
    public void Parse_ChangeThatBreaksARule_NamesTheMember(string change, string member) => Assert.Equal(member, Fault(change).Pointer);

    [Fact]
    public void Parse_Lengths_AreExact()
    {
        var longest = new string('x', 500);
        Assert.Equal(longest, Parsed(Change($$"""{"employer":"{{longest}}"}""")).Content!.Scalars["employer"].Text);
        Assert.Equal("must not be longer than 500 characters", Fault(Change($$"""{"employer":"{{longest}}x"}""")).Rule);
        Assert.Equal(100, Parsed(Change(Phones(100))).Content!.Lists["phones"].Length);
        Assert.Equal("must not have more than 100 rows", Fault(Change(Phones(101))).Rule);
    }

    [Fact]
    public void Parse_SeveralFaults_AreAllNamed()
    {
        var result = ClientWorksChangeParser.Parse(Json("""{"record":"","revision":8,"fields":{"gender":1,"phones":[{"number":"1"}]}}"""));
        var faults = Assert.IsType<ChangeParse.Invalid>(result).Faults;
        Assert.Equal(["record", "gender", "phones[0].id"], faults.Select(fault => fault.Field));
    }

    [Fact]
    public void Parse_BytesThatAreNotUtf8_IsAFault()
    {
        byte[] bytes = [.. Encoding.UTF8.GetBytes("""{"record":"CW-1","revision":8,"fields":{"employer":" """), 0xFF, .. Encoding.UTF8.GetBytes("\"}}")];
        using var document = JsonDocument.Parse(bytes);
        var result = ClientWorksChangeParser.Parse(document.RootElement);
        Assert.Equal("employer", Assert.Single(Assert.IsType<ChangeParse.Invalid>(result).Faults).Field);
    }

    private static string Phones(int count) =>
        "{\"phones\":[" + string.Join(',', Enumerable.Range(0, count).Select(number => $$"""{"id":"p{{number}}","number":"4155550142"}""")) + "]}";

    private static string Change(string fields) => """{"record":"CW-1","revision":8,"fields":""" + fields + "}";

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static ClientWorksChange Parsed(string change) => Assert.IsType<ChangeParse.Parsed>(ClientWorksChangeParser.Parse(Json(change))).Change;

    private static ChangeFault Fault(string change) => Assert.Single(Assert.IsType<ChangeParse.Invalid>(ClientWorksChangeParser.Parse(Json(change))).Faults);
}
