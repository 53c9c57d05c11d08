using System.Net;
using Counterpart.Api;
using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Tests.Api;

/// <summary>The sync screen, and what a person does to a link.</summary>
public sealed class SyncTests : IAsyncLifetime
{
    private const string Sync = ApiHost.Link + "/sync";
    private const string Choice = """{"choices":[{"path":"jobTitle","stands":"partner","hubVersion":3,"partnerVersion":4}]}""";
    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Compare_ShowsBothValuesWhichDifferAndWhenTheyWereRefreshed()
    {
        using var response = await host.GetAsync(Sync);
        var answer = await response.OkAsync<SyncAnswer>();
        Assert.Equal((1, 2), (answer.Differing, answer.Fields.Count));
        Assert.Equal(FakeLinkService.At, answer.LastRefreshed);
        Assert.Equal(FakeLinkService.At.AddMinutes(1), answer.Partner.KnownAt);
        Assert.Equal(("Mason", "Diver", true), (answer.Fields[0].Hub!.Value.Text, answer.Fields[0].Partner!.Value.Text, answer.Fields[0].Differs));
    }

    [Fact]
    public async Task Compare_OnlyDiffering_LeavesTheOthersOut()
    {
        using var response = await host.GetAsync(Sync + "?differing=true");
        Assert.Equal("jobTitle", Assert.Single((await response.OkAsync<SyncAnswer>()).Fields).Path);
    }

    [Theory]
    [InlineData("differing=1", "differing", "must be true or false")]
    [InlineData("differing=", "differing", "must be true or false")]
    [InlineData("differs=true", "differs", "is not known: there are differing")]
    public async Task Compare_FaultyParameter_IsNamed(string query, string field, string rule)
    {
        using var response = await host.GetAsync($"{Sync}?{query}");
        await response.FaultAsync(field, null, rule);
    }

    [Theory]
    [InlineData("/sync")]
    [InlineData("/resolve")]
    public async Task Apply_PassesVersionsOnAndAnswersChoiceByChoice(string name)
    {
        using var response = await host.PostAsync(
            ApiHost.Link + name,
            """{"choices":[{"path":"jobTitle","stands":"partner","hubVersion":3,"partnerVersion":4},{"path":"name/last","stands":"hub","hubVersion":2,"partnerVersion":0}]}""",
            "adviser",
            ("Idempotency-Key", "k-1"));
        var answer = await response.OkAsync<AppliedAnswer>();
        Assert.Equal([new PathChoice("jobTitle", Side.Partner, 3, 4), new PathChoice("name/last", Side.Hub, 2, 0)], host.Service.Choices);
        Assert.Equal([PathApply.Applied, PathApply.Changed], answer.Results.Select(item => item.Result));
        Assert.Equal(("Mason", 3L), (answer.Results[1].Hub.Value.Text, answer.Results[1].Hub.Version));
        Assert.Equal((5L, 9L), (answer.Seq, answer.Revision));
        Assert.Equal("k-1", host.Service.Key!.Key);
    }

    [Theory]
    [InlineData("[]", "choices", "/choices", "must have 1 to 200 elements, and has 0")]
    [InlineData("{}", "choices", "/choices", "must be a list")]
    [InlineData("[7]", "choices[0]", "/choices/0", "must be an object")]
    [InlineData("[{}]", "choices[0].path", "/choices/0/path", "is missing")]
    [InlineData("""[{"path":7,"stands":"hub","hubVersion":1,"partnerVersion":1}]""", "choices[0].path", "/choices/0/path", "must be text")]
    [InlineData("""[{"path":" ","stands":"hub","hubVersion":1,"partnerVersion":1}]""", "choices[0].path", "/choices/0/path", "must not be blank")]
    [InlineData("""[{"path":"\ud800","stands":"hub","hubVersion":1,"partnerVersion":1}]""", "choices[0].path", "/choices/0/path", "half of a surrogate pair")]
    [InlineData("""[{"path":"a\u0000","stands":"hub","hubVersion":1,"partnerVersion":1}]""", "choices[0].path", "/choices/0/path", "control characters")]
    [InlineData("""[{"path":"a","hubVersion":1,"partnerVersion":1}]""", "choices[0].stands", "/choices/0/stands", "is missing")]
    [InlineData("""[{"path":"a","stands":"both","hubVersion":1,"partnerVersion":1}]""", "choices[0].stands", "/choices/0/stands", "must be one of hub, partner")]
    [InlineData("""[{"path":"a","stands":0,"hubVersion":1,"partnerVersion":1}]""", "choices[0].stands", "/choices/0/stands", "must be one of hub, partner")]
    [InlineData("""[{"path":"a","stands":"hub","partnerVersion":1}]""", "choices[0].hubVersion", "/choices/0/hubVersion", "is missing")]
    [InlineData("""[{"path":"a","stands":"hub","hubVersion":null,"partnerVersion":1}]""", "choices[0].hubVersion", "/choices/0/hubVersion", "must be a whole number from 0 on")]
    [InlineData("""[{"path":"a","stands":"hub","hubVersion":-1,"partnerVersion":1}]""", "choices[0].hubVersion", "/choices/0/hubVersion", "must be a whole number from 0 on")]
    [InlineData("""[{"path":"a","stands":"hub","hubVersion":1.5,"partnerVersion":1}]""", "choices[0].hubVersion", "/choices/0/hubVersion", "must be a whole number from 0 on")]
    [InlineData("""[{"path":"a","stands":"hub","hubVersion":"1","partnerVersion":1}]""", "choices[0].hubVersion", "/choices/0/hubVersion", "must be a whole number from 0 on")]
    [InlineData("""[{"path":"a","stands":"hub","hubVersion":1,"partnerVersion":99999999999999999999}]""", "choices[0].partnerVersion", "/choices/0/partnerVersion", "must be a whole number from 0 on")]
    [InlineData("""[{"path":"a","stands":"hub","hubVersion":1,"partnerVersion":1,"force":true}]""", "choices[0].force", "/choices/0/force", "is not known: there are path, stands, hubVersion, partnerVersion")]
    [InlineData("""[{"path":"a","stands":"hub","hubVersion":1,"partnerVersion":1},{"path":"a","stands":"partner","hubVersion":1,"partnerVersion":1}]""", "choices[1].path", "/choices/1/path", "must not be the same as choices[0].path")]
    public async Task Apply_FaultyChoice_IsNamed(string choices, string field, string pointer, string rule)
    {
        foreach (var name in new[] { "/sync", "/resolve" })
        {
            using var response = await host.PostAsync(ApiHost.Link + name, $$"""{"choices":{{choices}}}""");
            await response.FaultAsync(field, pointer, rule);
        }

        Assert.Equal(0, host.Service.Writes);
    }

    [Fact]
    public async Task Apply_TwoHundredChoices_AreTheLimit()
    {
        using var most = await host.PostAsync(Sync, Many(200));
        Assert.Equal(200, (await most.OkAsync<AppliedAnswer>()).Results.Count);
        using var more = await host.PostAsync(Sync, Many(201));
        await more.FaultAsync("choices", "/choices", "must have 1 to 200 elements, and has 201");
        using var longest = await host.PostAsync(Sync, Choice.Replace("jobTitle", new string('x', 501), StringComparison.Ordinal));
        await longest.FaultAsync("choices[0].path", "/choices/0/path", "must not be longer than 500 characters");

        static string Many(int count) =>
            $$"""{"choices":[{{string.Join(',', Enumerable.Range(0, count).Select(n => $$"""{"path":"p{{n}}","stands":"hub","hubVersion":3,"partnerVersion":0}"""))}}]}""";
    }

    [Fact]
    public async Task Apply_IntegrationNotEnabled_IsRefused()
    {
        host.Service.IsEnabled = false;
        foreach (var (name, body) in new[] { ("/sync", Choice), ("/resolve", Choice), ("/refresh", null) })
        {
            using var response = await host.SendAsync(HttpMethod.Post, ApiHost.Link + name, "firmAdmin", body);
            await response.ProblemAsync(HttpStatusCode.Conflict, ProblemCode.IntegrationDisabled);
        }

        Assert.Equal(0, host.Service.Writes);
    }

    [Theory]
    [InlineData("/sync", Choice)]
    [InlineData("/resolve", Choice)]
    [InlineData("/refresh", null)]
    [InlineData("/pause", null)]
    [InlineData("/resume", null)]
    public async Task Act_WithoutLink_IsNotLinked(string name, string? body)
    {
        host.Service.IsLinked = false;
        using var response = await host.SendAsync(HttpMethod.Post, ApiHost.Link + name, "firmAdmin", body);
        var problem = await response.ProblemAsync(HttpStatusCode.Conflict, ProblemCode.NotLinked);
        Assert.Contains("needsChoice", problem.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/sync", Choice)]
    [InlineData("/resolve", Choice)]
    [InlineData("/refresh", null)]
    [InlineData("/pause", null)]
    [InlineData("/resume", null)]
    public async Task Act_WithKey_HasTheMannersOfTheOthers(string name, string? body)
    {
        using var first = await host.SendAsync(HttpMethod.Post, ApiHost.Link + name, "adviser", body, ("Idempotency-Key", "k-1"));
        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        var hash = host.Service.Key!.RequestHash;
        using var other = await host.SendAsync(HttpMethod.Post, ApiHost.Link.Replace("CW-1", "CW-2", StringComparison.Ordinal) + name, "adviser", body, ("Idempotency-Key", "k-1"));
        Assert.NotEqual(hash, host.Service.Key!.RequestHash);
        using var faulty = await host.SendAsync(HttpMethod.Post, ApiHost.Link + name, "adviser", body, ("Idempotency-Key", new string('k', 129)));
        await faulty.FaultAsync("Idempotency-Key", null, "must be there once, with 1 to 128 visible ASCII characters");

        host.Service.WriteFailure = new KeyReusedException();
        using var reused = await host.SendAsync(HttpMethod.Post, ApiHost.Link + name, "adviser", body, ("Idempotency-Key", "k-1"));
        await reused.ProblemAsync(HttpStatusCode.UnprocessableEntity, ProblemCode.KeyReused);
    }

    [Fact]
    public async Task PauseAndResume_SayWhereTheLinkIs()
    {
        using var paused = await host.SendAsync(HttpMethod.Post, ApiHost.Link + "/pause", "firmAdmin");
        Assert.Equal(Phase.Paused, (await paused.OkAsync<ActAnswer>()).Status);
        using var resumed = await host.PostAsync(ApiHost.Link + "/resume", "{}");
        Assert.Equal(Phase.Linked, (await resumed.OkAsync<ActAnswer>()).Status);
    }

    [Theory]
    [InlineData("""{"for":"ever"}""", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("nonsense", HttpStatusCode.BadRequest)]
    public async Task Act_WithABodyThatItDoesNotHave_IsRefused(string body, HttpStatusCode status)
    {
        foreach (var name in new[] { "/pause", "/resume", "/refresh" })
        {
            using var response = await host.PostAsync(ApiHost.Link + name, body);
            Assert.Equal(status, response.StatusCode);
            using var queried = await host.SendAsync(HttpMethod.Post, ApiHost.Link + name + "?a=1", "firmAdmin");
            await queried.FaultAsync("a", null, "is not known");
        }

        Assert.Equal(0, host.Service.Writes);
    }

    [Fact]
    public async Task Refresh_Done_IsOkAndOtherwiseAccepted()
    {
        using var done = await host.SendAsync(HttpMethod.Post, ApiHost.Link + "/refresh", "firmAdmin");
        var answer = await done.OkAsync<RefreshAnswer>();
        Assert.True(answer.Done);
        Assert.Equal(FakeLinkService.At, answer.LastRefreshed);
        Assert.Equal(9, answer.Revision);

        host.Service.IsRefreshed = false;
        using var under = await host.SendAsync(HttpMethod.Post, ApiHost.Link + "/refresh", "firmAdmin");
        Assert.Equal(HttpStatusCode.Accepted, under.StatusCode);
        var json = await under.JsonAsync();
        Assert.False((bool)json["done"]!);
        Assert.Null(json["lastRefreshed"]);
    }

    [Theory]
    [InlineData("GET", "/sync", null)]
    [InlineData("POST", "/sync", Choice)]
    [InlineData("POST", "/resolve", Choice)]
    [InlineData("POST", "/refresh", null)]
    [InlineData("POST", "/pause", null)]
    [InlineData("POST", "/resume", null)]
    public async Task Act_UnknownClientOrIntegration_IsNotFound(string method, string name, string? body)
    {
        foreach (var link in new[] { "clientworks-wealthbox/CW-500", "clientworks-xpm/CW-1" })
        {
            using var response = await host.SendAsync(new HttpMethod(method), $"/v1/links/{link}{name}", "firmAdmin", body);
            await response.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
        }

        using var faulty = await host.SendAsync(new HttpMethod(method), $"/v1/links/clientworks-wealthbox/%20{name}", "firmAdmin", body);
        await faulty.FaultAsync("client", null, "must not be blank");
    }
}
