using System.Net;
using Counterpart.Api;
using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Tests.Api;

/// <summary>Lists of notices and links, and the pages of the other systems.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private const string View = ApiHost.Link + "/view";
    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Notices_SayWhatIsTheMatterWhatToDoAndWhoMay()
    {
        using var response = await host.GetAsync("/v1/notices", "client");
        var notice = Assert.Single((await response.OkAsync<NoticesAnswer>()).Notices);
        Assert.Equal(("CW-1", "birthDate", NoticeCause.Conflict, NoticeActor.Adviser), (notice.Client, notice.Path, notice.Cause, notice.Who));
        Assert.Equal(("wealthbox", "Say whose value stands."), (notice.System, notice.Todo));
        Assert.Equal(ApiHost.Link, notice.Link);
        Assert.Equal((new NoticeFilter(null, null, null), null, 50), host.Service.NoticesListed);
    }

    [Fact]
    public async Task Notices_Filtered_GoOnWhereThePageBeforeEnded()
    {
        const string Query = "/v1/notices?integration=clientworks-wealthbox&cause=quarantined&client=CW-1&limit=1";
        using var first = await host.GetAsync(Query);
        var next = (await first.OkAsync<NoticesAnswer>()).Next;
        using var second = await host.GetAsync($"{Query}&cursor={next}");
        Assert.Null((await second.OkAsync<NoticesAnswer>()).Next);
        Assert.Equal(
            (new NoticeFilter("clientworks-wealthbox", NoticeCause.Quarantined, "CW-1"), new LinkKey("bayside", "clientworks-wealthbox", "CW-1"), 1),
            host.Service.NoticesListed);
        using var other = await host.GetAsync($"/v1/notices?cursor={next}");
        await other.FaultAsync("cursor", null, "must be the next of an answer to the same query");
    }

    [Fact]
    public async Task Notices_OfChannels_ComeFirstForAnAdministratorAndForNobodyElse()
    {
        host.Channels.IsRefused = true;
        using var response = await host.GetAsync("/v1/notices");
        var notices = (await response.OkAsync<NoticesAnswer>()).Notices;
        Assert.Equal(
            [NoticeCause.ChannelBraked, NoticeCause.CredentialRefused, NoticeCause.Conflict], notices.Select(notice => notice.Cause));
        var braked = notices[0];
        Assert.Equal(("clientworks", NoticeRemedy.DecideBrake, NoticeActor.FirmAdmin, "/v1/channels"), (braked.System, braked.Remedy, braked.Who, braked.Link));
        Assert.Equal((null, null, FakeChannels.At), (braked.Client, braked.Integration, braked.Since!.Value));
        Assert.Contains("14 of 190", braked.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Laurent", notices[1].Text + notices[1].Todo, StringComparison.Ordinal);
        foreach (var role in new[] { "adviser", "client" })
        {
            using var own = await host.GetAsync("/v1/notices", role);
            Assert.All((await own.OkAsync<NoticesAnswer>()).Notices, notice => Assert.Equal("CW-1", notice.Client));
        }
    }

    [Theory]
    [InlineData("?cause=credentialRefused", 0)]
    [InlineData("?cause=channelBraked", 1)]
    [InlineData("?client=CW-1", 0)]
    [InlineData("?integration=clientworks-wealthbox", 1)]
    public async Task Notices_OfChannels_AreFilteredLikeOthers(string query, int channels)
    {
        using var response = await host.GetAsync($"/v1/notices{query}");
        Assert.Equal(channels, (await response.OkAsync<NoticesAnswer>()).Notices.Count(notice => notice.Client is null));
    }

    [Fact]
    public async Task Notices_OfAPausedChannel_AreNotTold()
    {
        using var paused = await host.PostAsync("/v1/channels/clientworks/pause", "{}");
        using var response = await host.GetAsync("/v1/notices?cause=channelBraked");
        Assert.DoesNotContain((await response.OkAsync<NoticesAnswer>()).Notices, notice => notice.Client is null);
    }

    [Fact]
    public async Task Links_Filtered_GoOnWhereThePageBeforeEnded()
    {
        const string Query = "/v1/links?status=paused&notices=true&differing=true&limit=200";
        using var first = await host.GetAsync(Query, "adviser");
        var page = await first.OkAsync<LinkListAnswer>();
        using var second = await host.GetAsync($"{Query}&cursor={page.Next}", "adviser");
        Assert.Null((await second.OkAsync<LinkListAnswer>()).Next);
        Assert.Equal(
            (new LinkFilter(null, Phase.Paused, WithNotices: true, Differing: true, null), new LinkKey("bayside", "clientworks-wealthbox", "CW-1"), 200),
            host.Service.LinksListed);
        var link = Assert.Single(page.Links);
        Assert.Equal((2, 1, FakeLinkService.At.AddMinutes(-1)), (link.Differing, link.Notices, link.LastRefreshed!.Value));
        using var other = await host.GetAsync($"/v1/links?cursor={page.Next}", "adviser");
        await other.FaultAsync("cursor", null, "must be the next of an answer to the same query");
    }

    [Theory]
    [InlineData("/v1/notices?cause=Conflict", "cause", "must be one of choiceNeeded, recordDeleted")]
    [InlineData("/v1/notices?limit=0", "limit", "must be a whole number from 1 to 200")]
    [InlineData("/v1/notices?limit=201", "limit", "must be a whole number from 1 to 200")]
    [InlineData("/v1/notices?client=a%00", "client", "must not contain control characters")]
    [InlineData("/v1/notices?cursor=abc", "cursor", "must be the next")]
    [InlineData("/v1/notices?causes=conflict", "causes", "is not known: there are integration, cause, client, cursor, limit")]
    [InlineData("/v1/links?status=on", "status", "must be one of unlinked")]
    [InlineData("/v1/links?notices=yes", "notices", "must be true or false")]
    [InlineData("/v1/links?differing=TRUE", "differing", "must be true or false")]
    [InlineData("/v1/links?partner=a%0A", "partner", "must not contain control characters")]
    [InlineData("/v1/links?limit=x", "limit", "must be a whole number from 1 to 200")]
    [InlineData("/v1/links?cursor=abc", "cursor", "must be the next")]
    [InlineData(ApiHost.Integration + "/preview?limit=0", "limit", "must be a whole number from 1 to 200")]
    [InlineData(ApiHost.Integration + "/preview?cursor=abc", "cursor", "must be the next")]
    [InlineData(ApiHost.Integration + "/preview?all=true", "all", "is not known: there are cursor, limit")]
    [InlineData(View, "side", "is missing")]
    [InlineData(View + "?side=both", "side", "must be one of hub, partner")]
    [InlineData(View + "?side=hub&redirect=1", "redirect", "must be true or false")]
    [InlineData(View + "?side=hub&url=https://example.com", "url", "is not known: there are side, redirect")]
    public async Task List_FaultyParameter_IsNamed(string path, string field, string rule)
    {
        using var response = await host.GetAsync(path);
        await response.FaultAsync(field, null, rule);
        using var tooLong = await host.GetAsync($"/v1/notices?client={new string('x', 129)}");
        await tooLong.FaultAsync("client", null, "must not be longer than 128 characters");
    }

    [Theory]
    [InlineData("/v1/notices?integration=clientworks-xpm")]
    [InlineData("/v1/links?integration=clientworks-xpm")]
    [InlineData("/v1/integrations/clientworks-xpm/preview")]
    [InlineData("/v1/links/clientworks-xpm/CW-1/view?side=hub")]
    [InlineData("/v1/links/clientworks-wealthbox/CW-500/view?side=hub")]
    public async Task List_UnknownIntegrationOrClient_IsNotFound(string path)
    {
        using var response = await host.GetAsync(path);
        await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Theory]
    [InlineData("", null, HttpStatusCode.OK)]
    [InlineData("", "application/json", HttpStatusCode.OK)]
    [InlineData("", "*/*", HttpStatusCode.OK)]
    [InlineData("", "text/html;q=0.5, application/json", HttpStatusCode.OK)]
    [InlineData("", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HttpStatusCode.Redirect)]
    [InlineData("&redirect=false", "text/html", HttpStatusCode.OK)]
    [InlineData("&redirect=true", "application/json", HttpStatusCode.Redirect)]
    public async Task View_LeadsABrowserThereAndTellsAProgramWhere(string query, string? accept, HttpStatusCode status)
    {
        using var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Http.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{View}?side=partner{query}");
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer adviser");
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        if (status == HttpStatusCode.OK)
        {
            Assert.Equal("https://crm.example.com/contacts/20003?client=CW-1", (await response.OkAsync<ViewAnswer>()).Url);
        }
        else
        {
            Assert.Equal("https://crm.example.com/contacts/20003?client=CW-1", response.Headers.Location?.AbsoluteUri);
            Assert.True(response.Headers.CacheControl?.NoStore);
        }
    }

    [Fact]
    public async Task View_WithoutLinkOrPage_SaysSo()
    {
        host.Service.Page = new RecordPage.NotLinked(Phase.NeedsChoice);
        using var unlinked = await host.GetAsync(View + "?side=partner");
        await unlinked.ProblemAsync(HttpStatusCode.Conflict, ProblemCode.NotLinked);
        host.Service.Page = new RecordPage.NotSet("wealthbox");
        using var unset = await host.GetAsync(View + "?side=partner");
        Assert.Contains("partnerPage", (await unset.ProblemAsync(HttpStatusCode.Conflict, ProblemCode.PageNotSet)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allow_PassesTheRecordOn()
    {
        using var response = await host.SendAsync(HttpMethod.Delete, ApiHost.Link + "/never/a%2Fb", "adviser", null, ("Idempotency-Key", "k-1"));
        Assert.True((await response.OkAsync<AllowAnswer>()).Changed);
        Assert.Equal(("a/b", "k-1"), (host.Service.AllowedRecord, host.Service.Key!.Key));
        using var faulty = await host.SendAsync(HttpMethod.Delete, ApiHost.Link + "/never/a%0A", "adviser");
        await faulty.FaultAsync("record", null, "must not contain control characters");
        using var unknown = await host.SendAsync(HttpMethod.Delete, "/v1/links/clientworks-wealthbox/CW-500/never/20003", "adviser");
        await unknown.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Fact]
    public async Task Preview_ShowsWhatWouldBeWrittenAndWhy()
    {
        using var put = await host.SendAsync(HttpMethod.Put, ApiHost.Integration, "firmAdmin", """{"enabled":true,"observeOnly":true}""");
        using var response = await host.GetAsync(ApiHost.Integration + "/preview?limit=7", "adviser");
        var page = await response.OkAsync<PreviewAnswer>();
        Assert.False(page.Writes);
        var path = Assert.Single(page.Paths);
        Assert.Equal(("jobTitle", Side.Partner, "Mason", "onlyChange"), (path.Path, path.To, path.Value.Value.Text, path.Rule));
        using var next = await host.GetAsync($"{ApiHost.Integration}/preview?limit=7&cursor={page.Next}", "adviser");
        Assert.Null((await next.OkAsync<PreviewAnswer>()).Next);
        Assert.Equal((new LinkKey("bayside", "clientworks-wealthbox", "CW-1"), 7), host.Service.Previewed);
    }
}
