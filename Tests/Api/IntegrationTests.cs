using System.Net;
using Counterpart.Api;
using Counterpart.Links;
using Xunit;

namespace Counterpart.Tests.Api;

public sealed class IntegrationTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Get_Settings_HaveTheirVersionAsEntityTag()
    {
        using var response = await host.GetAsync(ApiHost.Integration, "adviser");
        Assert.Equal(3, (await response.OkAsync<IntegrationAnswer>()).Version);
        Assert.Equal("\"3\"", response.Headers.ETag?.ToString());
    }

    [Fact]
    public async Task Put_OnlyEnabled_TakesDefaults()
    {
        using var response = await PutAsync("""{"enabled":true}""");
        var answer = await response.OkAsync<IntegrationAnswer>();
        Assert.Equal("\"4\"", response.Headers.ETag?.ToString());
        Assert.Equal(Expected(answer), answer);
        Assert.Empty(answer.Fields);
    }

    [Fact]
    public async Task Put_All_TakesAll()
    {
        using var response = await PutAsync(
            """{"enabled":false,"contactSync":false,"accountSync":true,"onConflict":"partner","first":"hub","taxIdField":"SSN","region":"NZ","observeOnly":true,"paused":true,"hubPage":"https://hub.example.com/c/{record}","partnerPage":"http://crm.example.com:8080/?id={record}&c={client}&p={partner}&t={tenant}","fields":{"jobTitle":{"direction":"manual","onConflict":"ask","onBlank":"keep"},"phones":{"direction":"toHub"},"gender":{"direction":null},"contactType":{"direction":"none"}}}""");
        var answer = await response.OkAsync<IntegrationAnswer>();
        Assert.Equal(
            Expected(answer) with
            {
                Enabled = false,
                ContactSync = false,
                AccountSync = true,
                OnConflict = ConflictPolicy.Partner,
                First = ConflictPolicy.Hub,
                TaxIdField = "SSN",
                Region = "NZ",
                ObserveOnly = true,
                Paused = true,
                HubPage = "https://hub.example.com/c/{record}",
                PartnerPage = "http://crm.example.com:8080/?id={record}&c={client}&p={partner}&t={tenant}",
            },
            answer);
        Assert.Equal(new FieldItem(Direction.Manual, ConflictPolicy.Ask, BlankRule.Keep), answer.Fields["jobTitle"]);
        Assert.Equal(new FieldItem(Direction.ToHub), answer.Fields["phones"]);
        Assert.Equal(new FieldItem(), answer.Fields["gender"]);
        Assert.Equal(new FieldItem(Direction.None), answer.Fields["contactType"]);
    }

    [Fact]
    public async Task Put_WhatGetAnswered_IsTaken()
    {
        using var first = await PutAsync("""{"enabled":true,"fields":{"jobTitle":{"direction":"manual"}}}""");
        var read = (await first.JsonAsync()).AsObject();
        foreach (var name in new[] { "integration", "hub", "partner", "version", "reconsidered" })
        {
            read.Remove(name);
        }

        using var second = await PutAsync(read.ToJsonString());
        Assert.Equal(Direction.Manual, (await second.OkAsync<IntegrationAnswer>()).Fields["jobTitle"].Direction);
    }

    [Theory]
    [InlineData("7", "fields", "/fields", "must be an object or null")]
    [InlineData("""{"shoeSize":{}}""", "fields.shoeSize", "/fields/shoeSize", "is no field of clientworks-wealthbox")]
    [InlineData("""{"phones/r1":{}}""", "fields.phones/r1", "/fields/phones~1r1", "is no field of clientworks-wealthbox")]
    [InlineData("""{"name/last":7}""", "fields.name/last", "/fields/name~1last", "must be an object")]
    [InlineData("""{"name/last":{"way":"both"}}""", "fields.name/last.way", "/fields/name~1last/way", "is not known: there are direction, onConflict, onBlank")]
    [InlineData("""{"name/last":{"direction":"up"}}""", "fields.name/last.direction", "/fields/name~1last/direction", "must be one of both, toHub, toPartner, manual, none")]
    [InlineData("""{"name/last":{"onConflict":"later"}}""", "fields.name/last.onConflict", "/fields/name~1last/onConflict", "must be one of hub, partner, ask")]
    [InlineData("""{"name/last":{"onBlank":7}}""", "fields.name/last.onBlank", "/fields/name~1last/onBlank", "must be one of propagate, refill, keep")]
    [InlineData("""{"contactType":{"direction":"both"}}""", "fields.contactType.direction", "/fields/contactType/direction", "must be toPartner or none")]
    [InlineData("""{"phones":{"onBlank":"keep"}}""", "fields.phones.onBlank", "/fields/phones/onBlank", "must be left out for a list")]
    [InlineData("""{"gender":{},"gender":{}}""", "fields.gender", "/fields/gender", "must not be there more than once")]
    [InlineData("""{"\ud800":{}}""", "fields.(a name that is not valid Unicode)", "/fields/(a name that is not valid Unicode)", "is no field")]
    public async Task Put_FaultyField_IsNamed(string fields, string field, string pointer, string rule)
    {
        foreach (var (method, path) in new[] { (HttpMethod.Put, ApiHost.Integration), (HttpMethod.Post, ApiHost.Integration + "/trial") })
        {
            using var response = await host.SendAsync(method, path, "firmAdmin", $$"""{"enabled":true,"fields":{{fields}}}""");
            await response.FaultAsync(field, pointer, rule);
        }

        Assert.Equal(0, host.Service.Writes);
    }

    [Theory]
    [InlineData("ftp://example.com/{record}")]
    [InlineData("javascript:alert({record})")]
    [InlineData("//example.com/{record}")]
    [InlineData("/contacts/{record}")]
    [InlineData("https://{record}.example.com/")]
    [InlineData("https://example.com{record}/")]
    [InlineData("https://user@example.com/{record}")]
    [InlineData("https://example.com/contacts")]
    [InlineData("https://example.com/{record")]
    [InlineData("https://example.com/record}")]
    [InlineData("https://example.com/{record} ")]
    [InlineData("https:\\\\example.com/{record}")]
    public async Task Put_FaultyPage_IsNamed(string page)
    {
        foreach (var name in new[] { "hubPage", "partnerPage" })
        {
            using var response = await PutAsync($$"""{"enabled":true,"{{name}}":"{{page}}"}""");
            await response.FaultAsync(name, "/" + name, "must be an http or https address with {record}");
            using var unknown = await PutAsync($$"""{"enabled":true,"{{name}}":"https://example.com/{record}/{key}"}""");
            await unknown.FaultAsync(name, "/" + name, "must have no places but {record}, {client}, {partner}, {tenant}");
        }

        Assert.Equal(0, host.Service.Writes);
    }

    [Fact]
    public async Task Trial_TellsWhatWouldChangeAndChangesNothing()
    {
        using var response = await host.PostAsync(ApiHost.Integration + "/trial", """{"enabled":true,"fields":{"jobTitle":{"direction":"both"}}}""");
        Assert.Equal(
            new TrialAnswer(true, "clientworks-wealthbox", 3, 10, true, 2, 3, 0, 1, 4, 2), await response.OkAsync<TrialAnswer>());
        Assert.Equal(Direction.Both, host.Service.Tried!.Fields["jobTitle"].Direction);
        Assert.Equal(0, host.Service.Writes);
        using var unknown = await host.PostAsync("/v1/integrations/clientworks-xpm/trial", """{"enabled":true}""");
        await unknown.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Fact]
    public async Task PauseAndResume_OfAFirm_TakeNoBody()
    {
        using var paused = await host.SendAsync(HttpMethod.Post, ApiHost.Integration + "/pause", "firmAdmin");
        Assert.True((await paused.OkAsync<IntegrationAnswer>()).Paused);
        Assert.NotNull(paused.Headers.ETag);
        using var resumed = await host.PostAsync(ApiHost.Integration + "/resume", "{}");
        Assert.False((await resumed.OkAsync<IntegrationAnswer>()).Paused);
        using var faulty = await host.PostAsync(ApiHost.Integration + "/pause", """{"until":"tomorrow"}""");
        await faulty.FaultAsync("until", "/until", "is not known");
        using var unknown = await host.SendAsync(HttpMethod.Post, "/v1/integrations/clientworks-xpm/pause", "firmAdmin");
        await unknown.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Theory]
    [InlineData("\"3\"", HttpStatusCode.OK)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("\"2\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"x\"", HttpStatusCode.PreconditionFailed)]
    [InlineData("3", HttpStatusCode.BadRequest)]
    [InlineData("W/\"3\"", HttpStatusCode.BadRequest)]
    [InlineData("\"2\", \"3\"", HttpStatusCode.BadRequest)]
    public async Task Put_IfMatch_MustFit(string tag, HttpStatusCode status)
    {
        using var response = await PutAsync("""{"enabled":true}""", ("If-Match", tag));
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.OK ? 1 : 0, host.Service.Writes);
    }

    [Fact]
    public async Task Put_OtherVersion_IsVersionConflict()
    {
        using var response = await PutAsync("""{"enabled":true}""", ("If-Match", "\"2\""));
        await response.ProblemAsync(HttpStatusCode.PreconditionFailed, ProblemCode.VersionConflict);
    }

    [Theory]
    [InlineData("{}", "enabled", "is missing")]
    [InlineData("""{"enabled":null}""", "enabled", "must be true or false")]
    [InlineData("""{"enabled":"true"}""", "enabled", "must be true or false")]
    [InlineData("""{"enabled":true,"contactSync":1}""", "contactSync", "must be true or false")]
    [InlineData("""{"enabled":true,"onConflict":"mine"}""", "onConflict", "must be one of hub, partner, ask")]
    [InlineData("""{"enabled":true,"first":0}""", "first", "must be one of hub, partner, ask")]
    [InlineData("""{"enabled":true,"region":"GB"}""", "region", "must be one of US, CA, AU, NZ")]
    [InlineData("""{"enabled":true,"taxIdField":7}""", "taxIdField", "must be text or null")]
    [InlineData("""{"enabled":true,"taxIdField":"\ud800"}""", "taxIdField", "half of a surrogate pair")]
    [InlineData("""{"enabled":true,"taxIdField":"a\u0085"}""", "taxIdField", "must not contain control characters")]
    [InlineData("""{"enabled":true,"enabled":true}""", "enabled", "must not be there more than once")]
    [InlineData("""{"enabled":true,"observeOnly":"no"}""", "observeOnly", "must be true or false")]
    [InlineData("""{"enabled":true,"paused":null}""", "paused", "must be true or false")]
    [InlineData("""{"enabled":true,"hubPage":7}""", "hubPage", "must be text or null")]
    [InlineData("""{"enabled":true,"contactSynch":true}""", "contactSynch", "is not known")]
    public async Task Put_FaultyMember_IsNamed(string body, string field, string rule)
    {
        using var response = await PutAsync(body);
        await response.FaultAsync(field, "/" + field, rule);
        Assert.Equal(0, host.Service.Writes);
    }

    [Fact]
    public async Task Put_TooLongField_IsNamed()
    {
        using var response = await PutAsync($$"""{"enabled":true,"taxIdField":"{{new string('x', 501)}}"}""");
        await response.FaultAsync("taxIdField", "/taxIdField", "must not be longer than 500 characters");
    }

    [Theory]
    [InlineData("GET", null)]
    [InlineData("PUT", """{"enabled":true}""")]
    public async Task Integration_Unknown_IsNotFound(string method, string? body)
    {
        using var response = await host.SendAsync(new HttpMethod(method), "/v1/integrations/clientworks-xpm", "firmAdmin", body);
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    /// <summary>All defaults, but for the members that have no equality of their own.</summary>
    private static IntegrationAnswer Expected(IntegrationAnswer answer) => new(
        "clientworks-wealthbox",
        "clientworks",
        "wealthbox",
        4,
        true,
        true,
        false,
        ConflictPolicy.Hub,
        ConflictPolicy.Ask,
        null,
        "US",
        ObserveOnly: false,
        Paused: false,
        HubPage: null,
        PartnerPage: null,
        answer.Fields,
        Reconsidered: null);

    private Task<HttpResponseMessage> PutAsync(string body, params (string Name, string Value)[] headers) =>
        host.SendAsync(HttpMethod.Put, ApiHost.Integration, "firmAdmin", body, headers);
}
