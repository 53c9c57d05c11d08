using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Counterpart.Tests.Storage;
using Counterpart.Tests.Tour;

namespace Counterpart.Tests.EndToEnd;

/// <summary>Two processes on one PostgreSQL: what ends on one ends on the other.</summary>
public sealed class TwoNodesTests(PostgresServer server) : IDisposable
{
    // A jar for cookies would send them with requests that are to have others.
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false });

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => http.Dispose();

    [Fact]
    public async Task SessionOrKey_EndedOnOneNode_EndsOnTheOther()
    {
        var connection = await server.NewSchemaAsync();
        using var folder = new TemporaryFolder();
        using var beside = new TemporaryFolder();
        var operators = await ProductProcess.InstallAsync(folder.Path, connection, null, Cancel);
        File.Copy(folder.File("appsettings.json"), beside.File("appsettings.json"));
        await using var one = await RunningProduct.StartEmptyAsync(folder.Path, Cancel);
        await using var other = await RunningProduct.StartEmptyAsync(beside.Path, Cancel);
        var (id, key) = await AdministratorAsync(one, operators);

        var kept = await SignInAsync(one, key);
        var ended = await SignInAsync(one, key);
        Assert.Equal(HttpStatusCode.OK, await MeAsync(other, "Cookie", ended));
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri(one.Url, "/v1/session"));
        request.Headers.TryAddWithoutValidation("Cookie", ended);
        request.Headers.TryAddWithoutValidation("Sec-Fetch-Site", "same-origin");
        using var signedOut = await http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.OK, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await MeAsync(one, "Cookie", ended));
        await Eventually.GetAsync(() => MeAsync(other, "Cookie", ended), status => status == HttpStatusCode.Unauthorized, Cancel);
        Assert.Equal(HttpStatusCode.OK, await MeAsync(other, "Cookie", kept));

        Assert.Equal(HttpStatusCode.OK, await MeAsync(other, "Authorization", $"Bearer {key}"));
        (await Caller(one, key).DeleteAsync($"/v1/keys/{id}")).Ok();
        await Eventually.GetAsync(() => MeAsync(other, "Authorization", $"Bearer {key}"), status => status == HttpStatusCode.Unauthorized, Cancel);
        await Eventually.GetAsync(() => MeAsync(other, "Cookie", kept), status => status == HttpStatusCode.Unauthorized, Cancel);
    }

    private async Task<(string Id, string Key)> AdministratorAsync(RunningProduct node, string operators)
    {
        var made = (await Caller(node, operators).PostAsync("/v1/firms", new { id = "bayside", name = "Bayside", label = "test" })).Ok()["adminKey"]!;
        return ((string)made["key"]!["id"]!, (string)made["secret"]!);
    }

    private async Task<string> SignInAsync(RunningProduct node, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node.Url, "/v1/session"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.SendAsync(request, Cancel);
        Assert.Equal("bayside", (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["me"]!["firm"]!["id"]);
        return response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];
    }

    private async Task<HttpStatusCode> MeAsync(RunningProduct node, string header, string value)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Url, "/v1/me"));
        request.Headers.TryAddWithoutValidation(header, value);
        using var response = await http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    private ApiCaller Caller(RunningProduct node, string key) => new(http, () => node.Url, key, []);
}
