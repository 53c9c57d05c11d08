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
        Assert.Equal(
            new IntegrationAnswer(
                "clientworks-wealthbox", "clientworks", "wealthbox", 4, true, true, false, ConflictPolicy.Hub, ConflictPolicy.Ask, null, "US"),
            answer);
    }

    [Fact]
    public async Task Put_All_TakesAll()
    {
        using var response = await PutAsync(
            """{"enabled":false,"contactSync":false,"accountSync":true,"onConflict":"partner","first":"hub","taxIdField":"SSN","region":"NZ"}""");
        Assert.Equal(
            new IntegrationAnswer(
                "clientworks-wealthbox", "clientworks", "wealthbox", 4, false, false, true, ConflictPolicy.Partner, ConflictPolicy.Hub, "SSN", "NZ"),
            await response.OkAsync<IntegrationAnswer>());
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

    private Task<HttpResponseMessage> PutAsync(string body, params (string Name, string Value)[] headers) =>
        host.SendAsync(HttpMethod.Put, ApiHost.Integration, "firmAdmin", body, headers);
}
