using System.Net;
using Counterpart.Api;
using Counterpart.Hosting;

namespace Counterpart.Tests.Api;

/// <summary>Setting firms up over HTTP: what is refused, and what is handed on.</summary>
public sealed class OfficeTests(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("""{"name":"N","label":"L"}""", "id", "is missing")]
    [InlineData("""{"id":"North","name":"N","label":"L"}""", "id", "lower-case")]
    [InlineData("""{"id":"-a","name":"N","label":"L"}""", "id", "hyphen")]
    [InlineData("""{"id":"a/b","name":"N","label":"L"}""", "id", "lower-case")]
    [InlineData("""{"id":"a","name":" ","label":"L"}""", "name", "blank")]
    [InlineData("""{"id":"a","name":"N"}""", "label", "is missing")]
    [InlineData("""{"id":"a","name":"N","label":"L","key":"k"}""", "key", "is not known")]
    public async Task CreateFirm_BadInput_IsNamed(string body, string field, string rule)
    {
        using var response = await host.PostAsync("/v1/firms", body, "operator");
        await response.FaultAsync(field, "/" + field, rule);
    }

    [Fact]
    public async Task CreateFirm_ThatIsThere_IsRefused()
    {
        using var response = await host.PostAsync("/v1/firms", """{"id":"taken","name":"N","label":"L"}""", "operator");
        await response.ProblemAsync(HttpStatusCode.Conflict, ProblemCode.FirmExists);
    }

    [Theory]
    [InlineData("busy", HttpStatusCode.Conflict, ProblemCode.FirmInUse)]
    [InlineData("nobody", HttpStatusCode.NotFound, ProblemCode.NotFound)]
    public async Task CreateAdminKey_NotForThisFirm_IsRefused(string firm, HttpStatusCode status, ProblemCode code)
    {
        using var response = await host.PostAsync($"/v1/firms/{firm}/admin-key", """{"label":"L"}""", "operator");
        await response.ProblemAsync(status, code);
    }

    [Theory]
    [InlineData("""{"label":"L"}""", "role", "is missing")]
    [InlineData("""{"role":"boss","label":"L"}""", "role", "must be one of firmAdmin, adviser, client, system")]
    [InlineData("""{"role":"operator","label":"L"}""", "role", "must be one of firmAdmin, adviser, client, system")]
    [InlineData("""{"role":"FirmAdmin","label":"L"}""", "role", "must be one of")]
    [InlineData("""{"role":"firmAdmin","subject":"x","label":"L"}""", "subject", "left out")]
    [InlineData("""{"role":"adviser","label":"L"}""", "subject", "adviser's name")]
    [InlineData("""{"role":"client","subject":"","label":"L"}""", "subject", "client's id")]
    [InlineData("""{"role":"system","subject":"wealthbox","label":"L"}""", "subject", "must be one of clientworks")]
    [InlineData("""{"role":"adviser","subject":"a\u0007","label":"L"}""", "subject", "control")]
    [InlineData("""{"role":"firmAdmin"}""", "label", "is missing")]
    public async Task CreateKey_BadInput_IsNamed(string body, string field, string rule)
    {
        using var response = await host.PostAsync("/v1/keys", body);
        await response.FaultAsync(field, "/" + field, rule);
    }

    [Fact]
    public async Task CreateKey_Good_IsOfTheCallersFirm()
    {
        using var response = await host.PostAsync("/v1/keys", """{"role":"system","subject":"clientworks","label":"The hub"}""");
        var made = await response.OkAsync<KeyCreatedAnswer>();

        Assert.Equal("cpk_new", made.Secret);
        Assert.Contains(("bayside", Role.System, "clientworks", "The hub"), host.Office.Made);
    }

    [Theory]
    [InlineData("""{"overlapMinutes":-1}""")]
    [InlineData("""{"overlapMinutes":43201}""")]
    [InlineData("""{"overlapMinutes":1.5}""")]
    [InlineData("""{"overlapMinutes":"1"}""")]
    public async Task RotateKey_BadOverlap_IsNamed(string body)
    {
        using var response = await host.PostAsync("/v1/keys/91c2e07ab4d5/rotate", body);
        await response.FaultAsync("overlapMinutes", "/overlapMinutes", "0 to 43200");
    }

    [Theory]
    [InlineData("ended", HttpStatusCode.Conflict, ProblemCode.KeyEnded)]
    [InlineData("nokey", HttpStatusCode.NotFound, ProblemCode.NotFound)]
    public async Task RotateKey_ThatCannotBe_IsRefused(string key, HttpStatusCode status, ProblemCode code)
    {
        using var response = await host.PostAsync($"/v1/keys/{key}/rotate", "{}");
        await response.ProblemAsync(status, code);
    }

    [Fact]
    public async Task RevokeKey_Unknown_IsNotFound()
    {
        using var response = await host.SendAsync(HttpMethod.Delete, "/v1/keys/nokey", "firmAdmin");
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Theory]
    [InlineData("""{"baseUrl":"https://a.example"}""", "token", "is missing")]
    [InlineData("""{"token":"a b"}""", "token", "visible ASCII")]
    [InlineData("""{"token":"a\u00e9"}""", "token", "visible ASCII")]
    [InlineData("""{"token":"t","baseUrl":"crm.example"}""", "baseUrl", "must be an address")]
    [InlineData("""{"token":"t"}""", "baseUrl", "is missing")]
    public async Task WriteConnection_BadInput_IsNamed(string body, string field, string rule)
    {
        using var response = await host.SendAsync(HttpMethod.Put, "/v1/connections/clientworks", "firmAdmin", body);
        await response.FaultAsync(field, "/" + field, rule);
        Assert.DoesNotContain("a b", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteConnection_NewCredential_KeepsTheAddress()
    {
        using var response = await host.SendAsync(HttpMethod.Put, "/v1/connections/wealthbox", "firmAdmin", """{"token":"fresh"}""");
        await response.OkAsync<ConnectionAnswer>();
        Assert.Contains(("wealthbox", new Uri("https://crm.example/v1"), "fresh"), host.Office.Connected);
    }

    [Fact]
    public async Task WriteConnection_UnknownSystem_IsNotFound()
    {
        using var response = await host.SendAsync(HttpMethod.Put, "/v1/connections/aps", "firmAdmin", """{"token":"t"}""");
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Fact]
    public async Task WriteConnection_EachRefusal_HasItsCode()
    {
        foreach (var (outcome, status, code) in new (ConnectOutcome, HttpStatusCode, ProblemCode)[]
        {
            (new ConnectOutcome.BadAddress("must be public"), HttpStatusCode.BadRequest, ProblemCode.Validation),
            (new ConnectOutcome.NotAccepted("wealthbox: 401"), HttpStatusCode.UnprocessableEntity, ProblemCode.NotAccepted),
            (new ConnectOutcome.TenantTaken("7"), HttpStatusCode.Conflict, ProblemCode.TenantTaken),
            (new ConnectOutcome.OtherTenant("7", "8"), HttpStatusCode.Conflict, ProblemCode.OtherTenant),
        })
        {
            await using var own = await ApiHost.StartAsync();
            own.Office.Next = outcome;
            using var response = await own.SendAsync(HttpMethod.Put, "/v1/connections/wealthbox", "firmAdmin", """{"token":"t0ken-of-theirs"}""");
            var problem = await response.ProblemAsync(status, code);
            Assert.DoesNotContain("t0ken-of-theirs", problem.ToString(), StringComparison.Ordinal);
        }
    }
}
