using System.Net;
using Counterpart.Api;
using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Tests.Api;

public sealed class SessionTests : IAsyncLifetime
{
    private const string Path = "/v1/session";
    private const string Clients = """{"integration":"clientworks-wealthbox","clients":["CW-1"]}""";
    private readonly ApiHost host = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        host.Events.CheckEvery = TimeSpan.FromMilliseconds(100);
        return host.InitializeAsync();
    }

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task SignIn_WithAKey_GivesAGuardedCookie()
    {
        using var response = await host.SendAsync(HttpMethod.Post, Path, "adviser");
        var session = await response.OkAsync<SessionAnswer>();
        Assert.Equal(Role.Adviser, session.Me.Role);
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("counterpart-session=", cookie, StringComparison.Ordinal);
        foreach (var attribute in new[] { "; httponly", "; samesite=lax", "; path=/", "; expires=" })
        {
            Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase);
        }

        Assert.DoesNotContain("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("adviser", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task SignIn_WhereCookiesAreSecure_IsForTheHostOverTlsOnly()
    {
        await using var secure = await ApiHost.StartAsync(configure: options => options.SecureCookies = true);
        using var response = await secure.SendAsync(HttpMethod.Post, Path, "adviser");
        var cookie = Assert.Single(response.Headers.GetValues("Set-Cookie"));
        Assert.StartsWith("__Host-counterpart-session=", cookie, StringComparison.Ordinal);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain=", cookie, StringComparison.OrdinalIgnoreCase);
        using var me = await secure.SendAsync(HttpMethod.Get, "/v1/me", null, null, ("Cookie", cookie.Split(';')[0]));
        await me.OkAsync<MeAnswer>();
    }

    [Theory]
    [InlineData("firmAdmin", HttpStatusCode.OK)]
    [InlineData("adviser", HttpStatusCode.OK)]
    [InlineData("client", HttpStatusCode.Forbidden)]
    [InlineData("operator", HttpStatusCode.Forbidden)]
    public async Task Cookie_OfARole_IsWorthWhatTheKeyIs(string role, HttpStatusCode status)
    {
        var cookie = await SignInAsync(role);
        using var me = await GetAsync("/v1/me", cookie);
        using var keyed = await host.GetAsync("/v1/me", role);
        Assert.Equal(await keyed.OkAsync<MeAnswer>(), await me.OkAsync<MeAnswer>());
        using var response = await PostAsync(cookie, ("Sec-Fetch-Site", "same-origin"));
        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "same-origin", true)]
    [InlineData("Sec-Fetch-Site", "same-site", false)]
    [InlineData("Sec-Fetch-Site", "cross-site", false)]
    [InlineData("Sec-Fetch-Site", "none", false)]
    [InlineData("Origin", "own", true)]
    [InlineData("Origin", "https://evil.example", false)]
    [InlineData("Origin", "http://127.0.0.1.evil.example", false)]
    [InlineData("Origin", "null", false)]
    [InlineData("X-Nothing", "said", false)]
    public async Task Cookie_OnARequestThatChanges_NeedsAPageOfThisOrigin(string header, string value, bool allowed)
    {
        var cookie = await SignInAsync("firmAdmin");
        using var response = await PostAsync(cookie, (header, value == "own" ? host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority) : value));
        if (allowed)
        {
            await response.OkAsync<LinksAnswer>();
        }
        else
        {
            await response.ProblemAsync(HttpStatusCode.Forbidden, ProblemCode.CrossSite);
            Assert.Equal(0, host.Service.Writes);
        }
    }

    [Fact]
    public async Task Cookie_OnALinkFromElsewhere_IsGood()
    {
        using var response = await host.SendAsync(
            HttpMethod.Get, "/v1/me", null, null, ("Cookie", await SignInAsync("adviser")), ("Sec-Fetch-Site", "cross-site"));
        await response.OkAsync<MeAnswer>();
    }

    [Fact]
    public async Task Key_FromElsewhere_NeedsNoOrigin()
    {
        using var response = await host.PostAsync(ApiHost.Links, Clients, "firmAdmin", ("Sec-Fetch-Site", "cross-site"), ("Cookie", await SignInAsync("client")));
        await response.OkAsync<LinksAnswer>();
    }

    [Theory]
    [InlineData("counterpart-session=")]
    [InlineData("counterpart-session=AAAA")]
    [InlineData("counterpart-session=%00%ff")]
    [InlineData("counterpart-session=../../etc")]
    public async Task Cookie_MadeUp_IsUnauthenticated(string cookie)
    {
        using var response = await GetAsync("/v1/me", cookie);
        await response.ProblemAsync(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated);
    }

    [Fact]
    public async Task Cookie_WithOneBitTurned_IsUnauthenticated()
    {
        var cookie = await SignInAsync("firmAdmin");
        for (var place = cookie.IndexOf('=', StringComparison.Ordinal) + 1; place < cookie.Length - 1; place += 7)
        {
            var turned = cookie.ToCharArray();
            turned[place] = turned[place] == 'A' ? 'B' : 'A';
            using var response = await GetAsync("/v1/me", new string(turned));
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    [Fact]
    public async Task Cookie_OfAnotherKeyRing_IsUnauthenticated()
    {
        await using var other = await ApiHost.StartAsync();
        using var signed = await other.SendAsync(HttpMethod.Post, Path, "firmAdmin");
        using var response = await GetAsync("/v1/me", CookieOf(signed));
        await response.ProblemAsync(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated);
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cookie_KeyRevoked_IsUnauthenticated()
    {
        var cookie = await SignInAsync("adviser");
        host.Callers.Revoked.Add("adviser");
        using var response = await GetAsync("/v1/me", cookie);
        await response.ProblemAsync(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated);
    }

    [Fact]
    public async Task SignOut_EndsTheSessionAndItsStreams()
    {
        var cookie = await SignInAsync("adviser");
        var another = await SignInAsync("adviser");
        using var stream = await GetAsync("/v1/events", cookie);
        using var events = await EventReader.OfAsync(stream);
        await events.NextAsync();
        using var response = await host.SendAsync(HttpMethod.Delete, Path, null, null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"));
        Assert.True((await response.OkAsync<SignedOutAnswer>()).SignedOut);
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(response.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
        Assert.Null(await events.NextAsync());
        using var gone = await GetAsync("/v1/me", cookie);
        await gone.ProblemAsync(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated);
        using var other = await GetAsync(Path, another);
        await other.OkAsync<SessionAnswer>();
    }

    [Fact]
    public async Task SignOut_OnAnotherNode_EndsTheSessionAndItsStreamsHere()
    {
        await using var other = await ApiHost.StartAsync(beside: host);
        var cookie = await SignInAsync("adviser");
        using var stream = await GetAsync("/v1/events", cookie);
        using var events = await EventReader.OfAsync(stream);
        await events.NextAsync();

        using var response = await other.SendAsync(HttpMethod.Delete, Path, null, null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"));
        await response.OkAsync<SignedOutAnswer>();
        Assert.Null(await events.NextAsync());
        using var gone = await GetAsync("/v1/me", cookie);
        await gone.ProblemAsync(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated);
    }

    [Fact]
    public async Task SignOut_WhileTheStoreIsDown_SaysSoAndClearsNothing()
    {
        var cookie = await SignInAsync("adviser");
        host.EndedSessions.Failure = new StoreUnavailableException("down");
        using var response = await host.SendAsync(HttpMethod.Delete, Path, null, null, ("Cookie", cookie), ("Sec-Fetch-Site", "same-origin"));
        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.StoreUnavailable);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Session_WithAKey_IsNotThere()
    {
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Delete })
        {
            using var response = await host.SendAsync(method, Path, "firmAdmin");
            await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
        }
    }

    [Fact]
    public async Task SignIn_WithACookie_ProlongsNothing()
    {
        using var response = await host.SendAsync(
            HttpMethod.Post, Path, null, null, ("Cookie", await SignInAsync("adviser")), ("Sec-Fetch-Site", "same-origin"));
        await response.ProblemAsync(HttpStatusCode.Unauthorized, ProblemCode.Unauthenticated);
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task Session_PastItsTime_IsOver()
    {
        var clock = new Storage.ManualClock();
        var ring = new Microsoft.AspNetCore.DataProtection.EphemeralDataProtectionProvider();
        var sessions = new Sessions(ring, new FakeEndedSessions(), new ApiOptions { SessionLifetime = TimeSpan.FromHours(1) }, clock);
        var (session, text) = sessions.Start("hash");
        clock.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(session, sessions.Read(text));
        clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Null(sessions.Read(text));
        Assert.False(await sessions.IsOnAsync(session, Cancel));
    }

    private async Task<string> SignInAsync(string role)
    {
        using var response = await host.SendAsync(HttpMethod.Post, Path, role);
        await response.OkAsync<SessionAnswer>();
        return CookieOf(response);
    }

    private static string CookieOf(HttpResponseMessage response) => response.Headers.GetValues("Set-Cookie").Single().Split(';')[0];

    private Task<HttpResponseMessage> GetAsync(string path, string cookie) => host.SendAsync(HttpMethod.Get, path, null, null, ("Cookie", cookie));

    private Task<HttpResponseMessage> PostAsync(string cookie, (string, string) header) =>
        host.SendAsync(HttpMethod.Post, ApiHost.Links, null, Clients, ("Cookie", cookie), header);
}
