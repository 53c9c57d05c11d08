using System.Net;
using Xunit;

namespace Counterpart.Tests.Sandbox;

public sealed class FaultTests
{
    private const string Write = """{"job_title":"Baker"}""";

    [Fact]
    public async Task Fail_Put_AnswersTheStatusWithoutApplying()
    {
        await using var sandbox = await WithFault("""{"match":{"method":"PUT","path":"^/v1/contacts/"},"kind":"fail","status":503,"times":1}""");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await Put(sandbox)).Status);
        Assert.NotEqual("Baker", await JobTitle(sandbox));
        Assert.Equal(HttpStatusCode.OK, (await Put(sandbox)).Status);
    }

    [Fact]
    public async Task ApplyThenFail_WithStatus_AppliesAndAnswersIt()
    {
        await using var sandbox = await WithFault("""{"kind":"applyThenFail","match":{"method":"PUT"},"status":500,"body":"oops","contentType":"text/html"}""");
        var answer = await Put(sandbox);
        Assert.Equal((HttpStatusCode.InternalServerError, "oops", "text/html"), (answer.Status, answer.Text, answer.ContentType));
        Assert.Equal("Baker", await JobTitle(sandbox));
    }

    [Fact]
    public async Task ApplyThenFail_WithoutStatus_AppliesAndClosesTheConnection()
    {
        await using var sandbox = await WithFault("""{"kind":"applyThenFail","match":{"method":"PUT"}}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => Put(sandbox));
        Assert.Equal("Baker", await JobTitle(sandbox));
    }

    [Fact]
    public async Task Drop_Put_ClosesTheConnectionWithoutApplying()
    {
        await using var sandbox = await WithFault("""{"kind":"drop","match":{"method":"PUT"}}""");
        await Assert.ThrowsAsync<HttpRequestException>(() => Put(sandbox));
        Assert.NotEqual("Baker", await JobTitle(sandbox));
    }

    [Fact]
    public async Task Limit_Put_Answers429()
    {
        await using var sandbox = await WithFault("""{"kind":"limit","delayMs":7000,"match":{"method":"PUT"}}""");
        var answer = await Put(sandbox);
        Assert.Equal((HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(7)), (answer.Status, answer.RetryAfter));
    }

    [Theory]
    [InlineData("delay")]
    [InlineData("applyThenHang")]
    public async Task Delay_Put_AppliesAndAnswersAfterAll(string kind)
    {
        await using var sandbox = await WithFault($$"""{"match":{"method":"PUT"},"kind":"{{kind}}","delayMs":1}""");
        Assert.Equal(HttpStatusCode.OK, (await Put(sandbox)).Status);
        Assert.Equal("Baker", await JobTitle(sandbox));
    }

    [Fact]
    public async Task DelayApply_Put_NeverAnswersButAppliesLate()
    {
        await using var sandbox = await WithFault("""{"kind":"delayApply","delayMs":1,"match":{"method":"PUT"}}""");
        var call = Put(sandbox);
        while (await JobTitle(sandbox) != "Baker")
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        Assert.False(call.IsCompleted);
    }

    [Fact]
    public async Task Fault_PersonsCall_IsNotHitUnlessAskedFor()
    {
        await using var sandbox = await WithFault("""{"kind":"fail"}""");
        Assert.Equal(HttpStatusCode.OK, (await sandbox.PersonPuts(20001, Write)).Status);
        await sandbox.WealthboxControl("POST", "faults", """{"kind":"fail","only":"user"}""");
        Assert.Equal(HttpStatusCode.InternalServerError, (await sandbox.PersonPuts(20001, Write)).Status);
        await sandbox.WealthboxControl("DELETE", "faults");
        Assert.Equal(HttpStatusCode.OK, (await Put(sandbox)).Status);
    }

    [Fact]
    public async Task Probability_SameSeed_HitsTheSameCalls()
    {
        Assert.Equal(await Statuses(), await Statuses());

        static async Task<List<HttpStatusCode>> Statuses()
        {
            await using var sandbox = await WithFault("""{"kind":"fail","probability":0.5}""");
            var statuses = new List<HttpStatusCode>();
            for (var i = 0; i < 20; i++)
                statuses.Add((await sandbox.Wealthbox("GET", "me")).Status);
            return statuses;
        }
    }

    [Theory]
    [InlineData("""{"kind":"explode"}""")]
    [InlineData("""{"kind":"fail","match":{"path":"("}}""")]
    [InlineData("""{"kind":"fail","probability":2}""")]
    public async Task AddFault_WrongMember_Answers400(string fault)
    {
        await using var sandbox = await RunningSandbox.StartAsync();
        Assert.Equal(HttpStatusCode.BadRequest, (await sandbox.WealthboxControl("POST", "faults", fault)).Status);
    }

    private static async Task<RunningSandbox> WithFault(string fault)
    {
        var sandbox = await RunningSandbox.StartAsync();
        Assert.Equal("""{"id":1}""", (await sandbox.WealthboxControl("POST", "faults", fault)).Text);
        return sandbox;
    }

    private static Task<SandboxAnswer> Put(RunningSandbox sandbox) => sandbox.Wealthbox("PUT", "contacts/20001", Write);

    private static async Task<string?> JobTitle(RunningSandbox sandbox) =>
        (string?)(await sandbox.Wealthbox("GET", "contacts/20001", token: "wb-demo-user")).Json["job_title"];
}
