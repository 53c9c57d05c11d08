using System.Net;
using Counterpart.Api;
using Xunit;

namespace Counterpart.Tests.Api;

public sealed class RoleTests(ApiHost host) : IClassFixture<ApiHost>
{
    private const string Clients = """{"integration":"clientworks-wealthbox","clients":["CW-1"]}""";
    private const string Choice = """{"choices":[{"path":"name/last","stands":"hub","hubVersion":1,"partnerVersion":1}]}""";
    private const string Change = """{"changes":[{"record":"CW-1","revision":1,"fields":{}}]}""";

    private static readonly (string Method, string Path, string? Body, string Roles)[] Endpoints =
    [
        ("GET", "/v1/me", null, "firmAdmin adviser client system operator"),
        ("GET", ApiHost.Integration, null, "firmAdmin adviser"),
        ("PUT", ApiHost.Integration, """{"enabled":true}""", "firmAdmin"),
        ("GET", "/v1/clients", null, "firmAdmin adviser client"),
        ("POST", ApiHost.Links, Clients, "firmAdmin adviser"),
        ("POST", ApiHost.Unlink, Clients, "firmAdmin adviser"),
        ("GET", ApiHost.Link, null, "firmAdmin adviser client"),
        ("GET", ApiHost.Link + "/candidates", null, "firmAdmin adviser"),
        ("POST", ApiHost.Link + "/choice", """{"partner":"20003"}""", "firmAdmin adviser"),
        ("GET", ApiHost.Link + "/history", null, "firmAdmin adviser client"),
        ("GET", ApiHost.Link + "/sync", null, "firmAdmin adviser client"),
        ("POST", ApiHost.Link + "/sync", Choice, "firmAdmin adviser"),
        ("POST", ApiHost.Link + "/resolve", Choice, "firmAdmin adviser"),
        ("POST", ApiHost.Link + "/refresh", null, "firmAdmin adviser"),
        ("POST", ApiHost.Link + "/pause", null, "firmAdmin adviser"),
        ("POST", ApiHost.Link + "/resume", null, "firmAdmin adviser"),
        ("GET", ApiHost.Links, null, "firmAdmin adviser client"),
        ("GET", "/v1/notices", null, "firmAdmin adviser client"),
        ("GET", ApiHost.Link + "/view?side=partner", null, "firmAdmin adviser client"),
        ("DELETE", ApiHost.Link + "/never/20003", null, "firmAdmin adviser"),
        ("POST", ApiHost.Integration + "/trial", """{"enabled":true}""", "firmAdmin"),
        ("POST", ApiHost.Integration + "/pause", null, "firmAdmin"),
        ("POST", ApiHost.Integration + "/resume", null, "firmAdmin"),
        ("GET", ApiHost.Integration + "/preview", null, "firmAdmin adviser"),
        ("POST", ApiHost.Changes, Change, "system"),
        ("POST", "/v1/session", null, "firmAdmin adviser client system operator"),
        ("GET", "/metrics", null, "operator"),
        ("GET", "/v1/channels", null, "firmAdmin operator"),
        ("GET", "/v1/budgets", null, "firmAdmin operator"),
        ("POST", "/v1/channels/clientworks/pause", null, "firmAdmin"),
        ("POST", "/v1/channels/clientworks/resume", null, "firmAdmin"),
        ("POST", "/v1/channels/clientworks/brake", """{"accept":true}""", "firmAdmin"),
        ("GET", "/v1/events", null, "firmAdmin adviser client"),
        ("GET", "/v1/firms", null, "operator"),
        ("POST", "/v1/firms", """{"id":"newport","name":"Newport","label":"Jo"}""", "operator"),
        ("POST", "/v1/firms/bayside/admin-key", """{"label":"Jo"}""", "operator"),
        ("GET", "/v1/keys", null, "firmAdmin operator"),
        ("POST", "/v1/keys", """{"role":"firmAdmin","label":"Jo"}""", "firmAdmin"),
        ("POST", "/v1/keys/91c2e07ab4d5/rotate", "{}", "firmAdmin operator"),
        ("DELETE", "/v1/keys/91c2e07ab4d5", null, "firmAdmin operator"),
        ("GET", "/v1/connections", null, "firmAdmin"),
        ("PUT", "/v1/connections/clientworks", """{"baseUrl":"https://hub.example/hub/v1","token":"t"}""", "firmAdmin"),
        ("POST", "/v1/connections/clientworks/test", null, "firmAdmin"),
        ("GET", "/v1/audit", null, "firmAdmin operator"),
        ("GET", "/v1/audit/export", null, "firmAdmin operator"),
        ("POST", "/v1/backups", null, "operator"),
    ];

    public static TheoryData<string, string, string?, string, bool> Matrix()
    {
        var matrix = new TheoryData<string, string, string?, string, bool>();
        foreach (var (method, path, body, roles) in Endpoints)
        {
            foreach (var role in new[] { "firmAdmin", "adviser", "client", "system", "operator" })
            {
                matrix.Add(method, path, body, role, roles.Split(' ').Contains(role, StringComparer.Ordinal));
            }
        }

        return matrix;
    }

    public static TheoryData<string, string, string?> Guarded() => new(Endpoints.Select(endpoint => (endpoint.Method, endpoint.Path, endpoint.Body)));

    [Fact]
    public async Task Matrix_EveryEndpointWithAKey_IsInIt()
    {
        using var response = await host.GetAsync("/openapi/v1.json", key: null);
        var paths = (await response.JsonAsync())["paths"]!.AsObject();
        var documented = paths.SelectMany(path => path.Value!.AsObject().Select(operation => $"{operation.Key.ToUpperInvariant()} {path.Key}"))
            .Where(operation => !operation.Contains("/health/", StringComparison.Ordinal))

            // With a key there is no session: SessionTests.
            .Where(operation => operation is not ("GET /v1/session" or "DELETE /v1/session"))
            .Select(operation => operation
                .Replace("{integration}", "clientworks-wealthbox", StringComparison.Ordinal)
                .Replace("{client}", "CW-1", StringComparison.Ordinal)
                .Replace("{system}", "clientworks", StringComparison.Ordinal)
                .Replace("{firm}", "bayside", StringComparison.Ordinal)
                .Replace("{key}", "91c2e07ab4d5", StringComparison.Ordinal)
                .Replace("{record}", "20003", StringComparison.Ordinal));
        Assert.Equal(
            documented.Order(StringComparer.Ordinal), Endpoints.Select(endpoint => $"{endpoint.Method} {endpoint.Path.Split('?')[0]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public async Task Endpoint_OfRole_AllowsOrForbids(string method, string path, string? body, string role, bool allowed)
    {
        using var response = await host.SendAsync(new HttpMethod(method), path, role, body);
        if (allowed)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        else
        {
            await response.ProblemAsync(HttpStatusCode.Forbidden, ProblemCode.Forbidden);
        }
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Endpoint_WithoutKey_IsUnauthenticated(string method, string path, string? body)
    {
        using var response = await host.SendAsync(new HttpMethod(method), path, key: null, body);
        await response.ProblemAsync(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated);
        Assert.Equal("Bearer realm=\"counterpart\"", response.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [MemberData(nameof(Guarded))]
    public async Task Endpoint_UnknownKey_IsUnauthenticated(string method, string path, string? body)
    {
        using var response = await host.SendAsync(new HttpMethod(method), path, "cpk_unknown", body);
        await response.ProblemAsync(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated);
        Assert.Contains("invalid_token", response.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Basic Zmlyb")]
    [InlineData("Bearer")]
    [InlineData("Bearer firmAdmin adviser")]
    [InlineData("firmAdmin")]
    public async Task Me_OddAuthorization_IsUnauthenticated(string authorization)
    {
        using var response = await host.SendAsync(HttpMethod.Get, "/v1/me", key: null, body: null, ("Authorization", authorization));
        await response.ProblemAsync(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated);
    }

    [Fact]
    public async Task Clients_KeyWithoutFirm_IsForbidden()
    {
        using var response = await host.GetAsync("/v1/clients", "firmless");
        await response.ProblemAsync(HttpStatusCode.Forbidden, ProblemCode.Forbidden);
    }

    [Fact]
    public async Task Me_OfAdviser_SaysWho()
    {
        using var response = await host.GetAsync("/v1/me", "adviser");
        var me = await response.OkAsync<MeAnswer>();
        Assert.Equal(new MeAnswer("k2", new FirmName("bayside", "Bayside"), Counterpart.Hosting.Role.Adviser, "adviser-1"), me);
    }

    [Fact]
    public async Task Me_OfOperator_HasNoFirm()
    {
        using var response = await host.GetAsync("/v1/me", "operator");
        Assert.Null((await response.OkAsync<MeAnswer>()).Firm);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/history")]
    [InlineData("/sync")]
    [InlineData("/view?side=partner")]
    public async Task Link_OtherThanOwnRecord_IsNotFoundForClient(string page)
    {
        using var response = await host.GetAsync("/v1/links/clientworks-wealthbox/CW-2" + page, "client");
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/history")]
    [InlineData("/candidates")]
    [InlineData("/sync")]
    [InlineData("/view?side=hub")]
    public async Task Link_OfOtherFirm_IsNotFound(string page)
    {
        using var response = await host.GetAsync("/v1/links/clientworks-wealthbox/CW-500" + page);
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Fact]
    public async Task Changes_KeyOfOtherSystem_IsNotFound()
    {
        using var response = await host.PostAsync(ApiHost.Changes, Change, "otherSystem");
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Fact]
    public async Task Changes_UnknownSystem_IsNotFound()
    {
        using var response = await host.PostAsync("/v1/changes/connectworks", Change, "otherSystem");
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }
}
