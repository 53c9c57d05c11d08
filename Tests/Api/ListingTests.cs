using Counterpart.Api;
using Counterpart.Links;
using Xunit;

namespace Counterpart.Tests.Api;

public sealed class ListingTests : IAsyncLifetime
{
    private const string Candidates = ApiHost.Link + "/candidates";
    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Clients_WithoutQuery_AreFiftyOfTheOnlyIntegration()
    {
        using var response = await host.GetAsync("/v1/clients");
        var page = await response.OkAsync<ClientsAnswer>();
        Assert.Equal(("clientworks-wealthbox", "clientworks", "wealthbox"), (page.Integration, page.Hub, page.Partner));
        Assert.Equal((null, null, null, 50), host.Service.Listed);
    }

    [Fact]
    public async Task Clients_NextPage_GoesOnWhereThePageBeforeEnded()
    {
        using var first = await host.GetAsync("/v1/clients?query=laurent&status=needsChoice&limit=1");
        var page = await first.OkAsync<ClientsAnswer>();
        using var second = await host.GetAsync($"/v1/clients?query=laurent&status=needsChoice&limit=2&cursor={page.Next}");
        Assert.Null((await second.OkAsync<ClientsAnswer>()).Next);
        Assert.Equal(("laurent", Phase.NeedsChoice, ("laurent amélie", "CW-1"), 2), host.Service.Listed);
    }

    [Fact]
    public async Task Clients_CursorOfOtherQuery_IsRefused()
    {
        using var first = await host.GetAsync("/v1/clients?query=laurent");
        var page = await first.OkAsync<ClientsAnswer>();
        foreach (var path in new[] { "/v1/clients?query=okafor", "/v1/clients?status=linked", Candidates + "?query=laurent" })
        {
            using var response = await host.GetAsync($"{path}&cursor={page.Next}");
            await response.FaultAsync("cursor", null, "must be the next of an answer to the same query");
        }
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("1")]
    [InlineData("%00")]
    [InlineData("!!!!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("VGhpcyBpcyBhbiBvcGFxdWUgY3Vyc29y")]
    [InlineData("%ED%A0%80")]
    public async Task Cursor_MadeUp_IsNamed(string cursor)
    {
        foreach (var path in new[] { "/v1/clients", Candidates })
        {
            using var response = await host.GetAsync($"{path}?cursor={cursor}");
            await response.FaultAsync("cursor", null, "must");
        }
    }

    [Fact]
    public async Task Cursor_CutOffOrChanged_IsNamed()
    {
        using var first = await host.GetAsync(Candidates);
        var next = (await first.OkAsync<CandidatesAnswer>()).Next!;
        foreach (var cursor in new[] { next[..^1], next[..^4], next + "AAAA", "A" + next[1..], new string('A', 5000) })
        {
            using var response = await host.GetAsync($"{Candidates}?cursor={cursor}");
            await response.FaultAsync("cursor", null, "must");
        }
    }

    [Theory]
    [InlineData("limit=0", "limit", "must be a whole number from 1 to 200")]
    [InlineData("limit=201", "limit", "must be a whole number from 1 to 200")]
    [InlineData("limit=-1", "limit", "must be a whole number from 1 to 200")]
    [InlineData("limit=", "limit", "must be a whole number from 1 to 200")]
    [InlineData("limit=1e1", "limit", "must be a whole number from 1 to 200")]
    [InlineData("limit=99999999999999999999", "limit", "must be a whole number from 1 to 200")]
    [InlineData("status=Linked", "status", "must be one of unlinked, matching, needsChoice, linked, broken, leaving")]
    [InlineData("status=3", "status", "must be one of unlinked")]
    [InlineData("query=a%00b", "query", "must not contain control characters")]
    [InlineData("query=a%C2%80b", "query", "must not contain control characters")]
    [InlineData("limit=1&limit=2", "limit", "must not be there more than once")]
    [InlineData("Limit=1", "Limit", "is not known: there are integration, query, status, cursor, limit")]
    [InlineData("page=2", "page", "is not known")]
    public async Task Clients_FaultyParameter_IsNamed(string query, string field, string rule)
    {
        using var response = await host.GetAsync("/v1/clients?" + query);
        await response.FaultAsync(field, null, rule);
    }

    [Fact]
    public async Task Clients_TooLongQuery_IsNamed()
    {
        using var response = await host.GetAsync("/v1/clients?query=" + new string('x', 501));
        await response.FaultAsync("query", null, "must not be longer than 500 characters");
    }

    [Fact]
    public async Task Clients_UnknownIntegration_IsNotFound()
    {
        using var response = await host.GetAsync("/v1/clients?integration=clientworks-xpm");
        await response.ProblemAsync(System.Net.HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Fact]
    public async Task Candidates_WithoutQuery_SayWhatWasSearched()
    {
        using var response = await host.GetAsync(Candidates);
        var page = await response.OkAsync<CandidatesAnswer>();
        Assert.Equal("Amélie Laurent", page.Query);
        Assert.Equal("CW-77", page.Records[0].Comparison.TakenBy);
    }

    [Fact]
    public async Task History_Filtered_PassesTheFilterOn()
    {
        using var response = await host.GetAsync(ApiHost.Link + "/history?path=name/last&before=10&limit=200");
        Assert.Equal(9, (await response.OkAsync<HistoryAnswer>()).NextBefore);
        Assert.Equal(("name/last", 10L, 200), host.Service.Looked);
    }

    [Theory]
    [InlineData("before=0", "before", "must be a whole number from 1 on")]
    [InlineData("before=x", "before", "must be a whole number from 1 on")]
    [InlineData("path=a%0A", "path", "must not contain control characters")]
    [InlineData("cursor=x", "cursor", "is not known")]
    public async Task History_FaultyParameter_IsNamed(string query, string field, string rule)
    {
        using var response = await host.GetAsync(ApiHost.Link + "/history?" + query);
        await response.FaultAsync(field, null, rule);
    }
}
