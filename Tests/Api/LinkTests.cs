using System.Net;
using Counterpart.Api;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Api;

public sealed class LinkTests : IAsyncLifetime
{
    private const string TwoClients = """{"integration":"clientworks-wealthbox","clients":["CW-1","CW-500"]}""";
    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Link_KnownAndUnknownClient_AnswersItemByItem()
    {
        using var response = await host.PostAsync(ApiHost.Links, TwoClients);
        var answer = await response.OkAsync<LinksAnswer>();
        Assert.Equal([("CW-1", LinkResult.Linked), ("CW-500", LinkResult.UnknownClient)], answer.Outcomes.Select(item => (item.Client, item.Result)));
        Assert.Equal(new RecordName("wealthbox", "70001", "20003"), answer.Outcomes[0].Partner);
        Assert.Equal([9L, null], answer.Outcomes.Select(item => item.Revision));
        Assert.Null(answer.RetryAfter);
    }

    [Fact]
    public async Task Link_StoreUnavailableForAnItem_SaysWhenToRepeat()
    {
        host.Service.Result = LinkResult.Unavailable;
        using var response = await host.PostAsync(ApiHost.Links, TwoClients);
        var answer = await response.OkAsync<LinksAnswer>();
        Assert.Equal(LinkResult.Unavailable, answer.Outcomes[0].Result);
        Assert.Equal(2, answer.RetryAfter);
        Assert.Equal("2", response.Headers.RetryAfter?.ToString());
    }

    [Fact]
    public async Task Unlink_WrongMatch_IsPassedOn()
    {
        host.Service.Result = LinkResult.Leaving;
        using var response = await host.PostAsync(ApiHost.Unlink, TwoClients.Replace("]}", """],"reason":"wrongMatch"}""", StringComparison.Ordinal));
        Assert.Equal(LinkResult.Leaving, (await response.OkAsync<LinksAnswer>()).Outcomes[0].Result);
        Assert.Equal(UnlinkReason.WrongMatch, host.Service.Reason);
    }

    [Fact]
    public async Task Unlink_IntegrationNotEnabled_Works()
    {
        host.Service.IsEnabled = false;
        using var response = await host.PostAsync(ApiHost.Unlink, TwoClients);
        await response.OkAsync<LinksAnswer>();
    }

    [Fact]
    public async Task Link_SameContentInOtherSpelling_HasTheSameHash()
    {
        var one = await HashAsync(ApiHost.Links, TwoClients);
        var same = await HashAsync(ApiHost.Links, """{ "clients": ["CW-\u0031", "CW-500"], "integration":"clientworks-wealthbox" }""");
        var other = await HashAsync(ApiHost.Links, TwoClients.Replace("500", "501", StringComparison.Ordinal));
        var elsewhere = await HashAsync(ApiHost.Unlink, TwoClients);
        Assert.Equal(one, same);
        Assert.Equal(3, new[] { one, other, elsewhere }.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(ApiHost.Links, TwoClients)]
    [InlineData(ApiHost.Unlink, TwoClients)]
    [InlineData(ApiHost.Link + "/choice", """{"partner":"20003"}""")]
    public async Task Request_KeyReused_IsUnprocessable(string path, string body)
    {
        using var first = await host.PostAsync(path, body, "adviser", ("Idempotency-Key", "k-1"));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal("k-1", host.Service.Key?.Key);

        // Thrown where the service finds it out: not by the look at the settings before.
        host.Service.WriteFailure = new KeyReusedException();
        using var response = await host.PostAsync(path, body, "adviser", ("Idempotency-Key", "k-1"));
        await response.ProblemAsync(HttpStatusCode.UnprocessableEntity, ProblemCode.KeyReused);
    }

    [Theory]
    [InlineData(LinkResult.UnknownPartner, HttpStatusCode.NotFound, ProblemCode.UnknownPartner)]
    [InlineData(LinkResult.PartnerTaken, HttpStatusCode.Conflict, ProblemCode.PartnerTaken)]
    [InlineData(LinkResult.AlreadyLinked, HttpStatusCode.Conflict, ProblemCode.AlreadyLinked)]
    [InlineData(LinkResult.Leaving, HttpStatusCode.Conflict, ProblemCode.Leaving)]
    [InlineData(LinkResult.Unavailable, HttpStatusCode.ServiceUnavailable, ProblemCode.StoreUnavailable)]
    public async Task Choice_Refused_IsAProblem(LinkResult result, HttpStatusCode status, ProblemCode code)
    {
        host.Service.Result = result;
        using var response = await host.PostAsync(ApiHost.Link + "/choice", """{"partner":"20003"}""");
        await response.ProblemAsync(status, code);
    }

    [Fact]
    public async Task Choice_Taken_IsLinked()
    {
        using var response = await host.PostAsync(ApiHost.Link + "/choice", """{"partner":"20003"}""");
        Assert.Equal(LinkResult.Linked, (await response.OkAsync<LinkItem>()).Result);
    }

    [Fact]
    public async Task Choice_UnknownClient_IsNotFound()
    {
        using var response = await host.PostAsync("/v1/links/clientworks-wealthbox/CW-500/choice", """{"partner":"20003"}""");
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Theory]
    [InlineData("{}", "is missing")]
    [InlineData("""{"partner":20003}""", "must be text")]
    [InlineData("""{"partner":"\udfff"}""", "half of a surrogate pair")]
    [InlineData("""{"partner":"\t"}""", "must not contain control characters")]
    [InlineData("""{"partner":" "}""", "must not be blank")]
    public async Task Choice_FaultyPartner_IsNamed(string body, string rule)
    {
        using var response = await host.PostAsync(ApiHost.Link + "/choice", body);
        await response.FaultAsync("partner", "/partner", rule);
    }

    [Fact]
    public async Task Link_Read_ShowsBothSidesInUtc()
    {
        using var response = await host.GetAsync(ApiHost.Link);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"linkedAt\":\"2026-03-09T10:00:00Z\"", text, StringComparison.Ordinal);
        Assert.Contains("Amélie <Laurent>", text, StringComparison.Ordinal);
        var link = await response.OkAsync<LinkAnswer>();
        Assert.Equal(new RecordName("clientworks", null, "CW-1"), link.Hub);
        Assert.Equal([(Side?)Side.Partner, null], link.Paths.Select(path => path.OwedTo));
        Assert.Equal([null, (HoldReason?)HoldReason.BlankKept], link.Paths.Select(path => path.Reason));
        Assert.Equal("+1", link.Paths[1].Hub?.Value.Part("number"));
        Assert.True(link.WriteInFlight);
        Assert.Equal((2, FakeLinkService.At.AddMinutes(-1), FakeLinkService.At), (link.Differing, link.LastRefreshed!.Value, link.HubKnownAt!.Value));
        Assert.Equal(["20009"], link.Never);
        Assert.Equal(NoticeCause.Conflict, Assert.Single(link.Notices).Cause);
    }

    [Fact]
    public async Task Link_ReadByAdviser_HidesWhoseClientTookACandidate()
    {
        using var response = await host.GetAsync(ApiHost.Link, "adviser");
        var link = await response.OkAsync<LinkAnswer>();
        Assert.True(link.Candidates[0].Taken);
        Assert.Null(link.Candidates[0].TakenBy);
    }

    [Fact]
    public async Task Link_ReadByClient_ShowsNobodyElse()
    {
        using var response = await host.GetAsync(ApiHost.Link, "client");
        var link = await response.OkAsync<LinkAnswer>();
        Assert.Empty(link.Candidates);
        Assert.Empty(link.Never);
    }

    [Fact]
    public async Task Link_EncodedClient_IsDecoded()
    {
        using var response = await host.GetAsync("/v1/links/clientworks-wealthbox/%43W%2D1");
        Assert.Equal("CW-1", (await response.OkAsync<LinkAnswer>()).Client);
    }

    [Theory]
    [InlineData("CW-1%0A", "must not contain control characters")]
    [InlineData("%20", "must not be blank")]
    [InlineData("%C2%85x", "must not contain control characters")]
    public async Task Link_FaultyClient_IsNamed(string client, string rule)
    {
        using var response = await host.GetAsync("/v1/links/clientworks-wealthbox/" + client);
        await response.FaultAsync("client", null, rule);
    }

    [Fact]
    public async Task Link_TooLongClient_IsNamed()
    {
        using var response = await host.GetAsync("/v1/links/clientworks-wealthbox/" + new string('9', 129));
        await response.FaultAsync("client", null, "must not be longer than 128 characters");
    }

    [Theory]
    [InlineData("")]
    [InlineData("/candidates")]
    [InlineData("/history")]
    public async Task Link_UnknownIntegration_IsNotFound(string page)
    {
        using var response = await host.GetAsync("/v1/links/clientworks-xpm/CW-1" + page);
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Fact]
    public async Task Link_StoreUnavailable_SaysWhenToRepeat()
    {
        host.Service.Failure = new StoreUnavailableException("disk of db-1 is full");
        using var response = await host.GetAsync(ApiHost.Link);
        var problem = await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.StoreUnavailable);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.DoesNotContain("db-1", problem.Detail, StringComparison.Ordinal);
    }

    private async Task<string> HashAsync(string path, string body)
    {
        using var response = await host.PostAsync(path, body, "firmAdmin", ("Idempotency-Key", "k"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return host.Service.Key!.RequestHash;
    }
}
