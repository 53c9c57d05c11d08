using Counterpart.Links;
using Counterpart.Systems;
using Xunit;

namespace Counterpart.Tests.Systems;

public sealed class WealthboxReadTests
{
    private const string Person = """
        {
          "id": 7, "type": "Person", "name": "Ines Moreau", "prefix": "Dr", "first_name": "Ines", "middle_name": "R", "last_name": "Moreau",
          "suffix": "", "nickname": null, "birth_date": "1968-02-29", "gender": "Female", "marital_status": "Widowed",
          "company_name": "Harbour Lights", "job_title": "Keeper", "contact_type": "Client", "status": "Active", "client_since": "2011-06-01",
          "background_information": "sails", "external_unique_id": "x-1", "tags": [{ "id": 1, "name": "vip" }],
          "phone_numbers": [
            { "id": 31, "address": "(415) 555-0142", "extension": "9", "kind": "Mobile", "principal": true },
            { "id": 32, "address": "415 555 0143", "extension": null, "kind": "", "principal": false } ],
          "email_addresses": [{ "id": 33, "address": "ines@example.com", "kind": "Work", "principal": true }],
          "street_addresses": [{ "id": 34, "street_line_1": "2 Quay", "street_line_2": "", "city": "Oakland", "state": "CA",
            "zip_code": "94607", "country": "United States", "kind": "Second Home", "principal": false, "address": "2 Quay, Oakland" }],
          "websites": [{ "id": 35, "address": "https://moreau.example", "kind": "Website", "principal": true }],
          "custom_fields": [{ "id": 501, "name": "Tax ID", "value": "900-55-1234" }]
        }
        """;

    [Theory]
    [InlineData("name/prefix", "Dr")]
    [InlineData("name/first", "Ines")]
    [InlineData("name/middle", "R")]
    [InlineData("name/last", "Moreau")]
    [InlineData("name/suffix", null)]
    [InlineData("name/nickname", null)]
    [InlineData("birthDate", "1968-02-29")]
    [InlineData("gender", "Female")]
    [InlineData("maritalStatus", "Widowed")]
    [InlineData("employer", "Harbour Lights")]
    [InlineData("jobTitle", "Keeper")]
    [InlineData("contactType", "Client")]
    [InlineData("status", "Active")]
    [InlineData("clientSince", "2011-06-01")]
    [InlineData("background", "sails")]
    [InlineData("externalId", "x-1")]
    public async Task Read_Person_HasScalar(string path, string? value)
    {
        var record = await Connect.Found(Connect.Wealthbox(FakeSystem.Answering(200, Person)), "7");
        Assert.Equal(FieldValue.Of(value), record.Content.Scalars[path]);
    }

    [Theory]
    [InlineData("""[{ "id": 1, "name": "vip" }, { "id": 2, "name": "Old Client" }]""", "vip,Old Client")]
    [InlineData("""["vip"]""", "vip")]
    [InlineData("""[{ "id": 1, "name": " " }]""", "")]
    [InlineData("[]", "")]
    [InlineData("""[{ "id": 1 }]""", null)]
    [InlineData("""[{ "id": 1, "name": 7 }]""", null)]
    [InlineData("""["half \ud83d"]""", null)]
    [InlineData("null", null)]
    public async Task Read_Tags_OrNothingWhereOneCannotBeRead(string tags, string? names)
    {
        var record = await Connect.Found(Connect.Wealthbox(FakeSystem.Answering(200, $$"""{"id":7,"type":"Person","tags":{{tags}}}""")), "7");
        Assert.Equal(names, record.Content.Lists.TryGetValue("tags", out var rows) ? string.Join(',', rows.Select(row => row.Value.Text)) : null);
    }

    [Fact]
    public async Task Read_Person_HasItsRowsAndNothingElse()
    {
        var record = await Connect.Found(Connect.Wealthbox(FakeSystem.Answering(200, Person)), "7");
        Assert.Equal(("7", RecordKind.Person, "Ines R Moreau"), (record.Id, record.Kind, record.DisplayName));
        Assert.Equal(
            [
                new("31", FieldValue.OfParts(("number", "(415) 555-0142"), ("extension", "9"), ("kind", "mobile")), true),
                new("32", FieldValue.OfParts(("number", "415 555 0143"))),
            ],
            record.Content.Lists["phones"].AsEnumerable());
        Assert.Equal([new("33", FieldValue.OfParts(("address", "ines@example.com"), ("kind", "work")), true)], record.Content.Lists["emails"].AsEnumerable());
        Assert.Equal([new("35", FieldValue.OfParts(("address", "https://moreau.example"), ("kind", "website")), true)], record.Content.Lists["websites"].AsEnumerable());
        Assert.Equal(
            [
                new("34", FieldValue.OfParts(
                    ("line1", "2 Quay"), ("city", "Oakland"), ("region", "CA"), ("postalCode", "94607"), ("country", "United States"), ("kind", "second home"))),
            ],
            record.Content.Lists["addresses"].AsEnumerable());
        Assert.Equal(5, record.Content.Lists.Count);
        Assert.Equal(16, record.Content.Scalars.Count);
        Assert.Null(record.TaxId);
    }

    [Theory]
    [InlineData("Organization", RecordKind.Company)]
    [InlineData("Trust", RecordKind.Trust)]
    [InlineData("Household", RecordKind.Household)]
    [InlineData("Something new", RecordKind.Company)]
    public async Task Read_NotAPerson_HasAnOrganizationsNameOnly(string type, RecordKind kind)
    {
        var body = $$"""{"id":8,"type":"{{type}}","name":"Moreau Family","first_name":null,"last_name":null,"birth_date":null,"gender":null,"marital_status":null}""";
        var record = await Connect.Found(Connect.Wealthbox(FakeSystem.Answering(200, body)), "8");
        Assert.Equal(kind, record.Kind);
        Assert.Equal(["organization/name"], record.Content.Scalars.Keys);
        Assert.Equal("Moreau Family", record.DisplayName);
    }

    [Theory]
    [InlineData("""{"id":7,"type":"Person"}""")]
    [InlineData("""{"id":7,"type":"Person","birth_date":"29 February 1968"}""")]
    [InlineData("""{"id":7,"type":"Person","birth_date":"1969-02-29"}""")]
    [InlineData("""{"id":7,"type":"Person","birth_date":{"year":1968}}""")]
    [InlineData("""{"id":7,"type":"Person","last_name":["Moreau"]}""")]
    [InlineData("""{"id":7,"type":"Person","last_name":"half \ud83d"}""")]
    [InlineData("""{"id":7,"type":"Person","phone_numbers":null}""")]
    [InlineData("""{"id":7,"type":"Person","phone_numbers":[{"id":1,"address":"4155550142"},{"address":"4155550143"}]}""")]
    [InlineData("""{"id":7,"type":"Person","phone_numbers":[{"id":1,"address":"4155550142"},{"id":1,"address":"4155550143"}]}""")]
    [InlineData("""{"id":7,"type":"Person","phone_numbers":[{"id":1,"address":{}}]}""")]
    public async Task Read_WhatIsAbsentOrUnreadable_IsNotCovered(string body)
    {
        var record = await Connect.Found(Connect.Wealthbox(FakeSystem.Answering(200, body)), "7");
        Assert.Empty(record.Content.Scalars);
        Assert.Empty(record.Content.Lists);
    }

    [Theory]
    [InlineData("1968-02-29T00:00:00Z")]
    [InlineData("1968-02-29 12:00 AM -0400")]
    public async Task Read_DateWithATime_IsTheDate(string date)
    {
        var body = $$"""{"id":7,"type":"Person","birth_date":"{{date}}"}""";
        var record = await Connect.Found(Connect.Wealthbox(FakeSystem.Answering(200, body)), "7");
        Assert.Equal("1968-02-29", record.Content.Scalars["birthDate"].Text);
    }

    [Theory]
    [InlineData("501")]
    [InlineData("tax id")]
    public async Task Read_TaxIdFieldNamed_IsSealedAsDigits(string field)
    {
        var record = await Connect.Found(Connect.Wealthbox(FakeSystem.Answering(200, Person), taxIdField: field), "7");
        Assert.Equal(new SealedTaxId("hash of 900551234", "1234", "cipher"), record.TaxId);
        Assert.DoesNotContain(record.Content.Scalars.Values, value => value.Text?.Contains("900", StringComparison.Ordinal) ?? false);
    }

    [Theory]
    [InlineData("\"***-**-1234\"")]
    [InlineData("\"none\"")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("[]")]
    public async Task Read_TaxIdMaskedOrMissing_IsNone(string value)
    {
        var body = $$"""{"id":7,"type":"Person","custom_fields":[{"id":501,"name":"Tax ID","value":{{value}} }]}""";
        Assert.Null((await Connect.Found(Connect.Wealthbox(FakeSystem.Answering(200, body), taxIdField: "501"), "7")).TaxId);
    }

    [Fact]
    public async Task Read_Call_IsSignedAndTimed()
    {
        var clock = new ManualClock();
        var started = clock.GetUtcNow();
        var system = FakeSystem.Doing(_ =>
        {
            clock.Advance(TimeSpan.FromSeconds(3));
            return Task.FromResult(FakeSystem.Response(200, Person));
        });
        var read = await Connect.Wealthbox(system, clock).ReadAsync("7", TestContext.Current.CancellationToken);
        var found = Assert.IsType<ReadResult.Found>(read);
        Assert.Equal((started, started.AddSeconds(3)), (found.StartedAt, found.EndedAt));
        Assert.Equal("https://wealthbox.test/v1/contacts/7", system.Request.RequestUri!.AbsoluteUri);
        Assert.Equal([Connect.Token], system.Request.Headers.GetValues("ACCESS_TOKEN"));
        Assert.StartsWith("Counterpart/", system.Request.Headers.UserAgent.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../me")]
    [InlineData("7?x=1")]
    [InlineData("")]
    public async Task Read_NotAnId_AsksNobody(string id)
    {
        var system = FakeSystem.Answering(200, Person);
        var read = await Connect.Wealthbox(system).ReadAsync(id, TestContext.Current.CancellationToken);
        Assert.Equal(FailureKind.Rejected, Assert.IsType<ReadResult.Failed>(read).Failure.Kind);
        Assert.Equal(0, system.Calls);
    }

    [Fact]
    public async Task Probe_SeveralWorkspaces_IsTheOneThatIsWrittenTo()
    {
        const string Me = """{"current_user":{"id":1,"name":"Dana","account":9001},"accounts":[{"id":9900,"name":"Archive"},{"id":9001,"name":"Harbour"}]}""";
        var probe = await Connect.Wealthbox(FakeSystem.Answering(200, Me)).ProbeAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new ProbeResult.Reached("9001", "Harbour"), probe);
    }
}
