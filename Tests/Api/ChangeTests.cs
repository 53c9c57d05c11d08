using System.Net;
using System.Text.Json;
using Counterpart.Api;
using Counterpart.Hosting;
using Xunit;

namespace Counterpart.Tests.Api;

public sealed class ChangeTests : IAsyncLifetime
{
    private const string Good = """{"record":"CW-1","revision":8,"fields":{"name/last":"Laurent"}}""";
    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Post_FaultyAmongGood_AnswersItemByItem()
    {
        const string Faulty = """{"record":"CW-2","revision":0,"fields":{"name/last":7}}""";
        const string Deleted = """{"record":"CW-3","revision":1,"deleted":true}""";
        using var response = await PostAsync($$"""{"changes":[{{Good}},{{Faulty}},{{Deleted}}]}""");
        var answer = await response.OkAsync<ChangesAnswer>();
        Assert.Equal(
            [("CW-1", ChangeItemResult.Accepted), ("CW-2", ChangeItemResult.Invalid), ("CW-3", ChangeItemResult.Accepted)],
            answer.Outcomes.Select(item => (item.Record!, item.Result)));
        Assert.Equal(["CW-1", "CW-3"], host.Service.Posted.Select(change => change.Record));
        Assert.Equal(
            [
                new ProblemError("revision", "/changes/1/revision", "must be a whole number above 0"),
                new ProblemError("name/last", "/changes/1/fields/name~1last", "must be text or null"),
            ],
            answer.Outcomes[1].Errors!);
    }

    [Theory]
    [InlineData("""{"record":"CW-1","revision":1,"fields":{"shoeSize":"44"}}""", "shoeSize", "/changes/0/fields/shoeSize")]
    [InlineData("""{"record":"CW-1","revision":1,"fields":{"name/last":"\ud800"}}""", "name/last", "/changes/0/fields/name~1last")]
    [InlineData("""{"record":"CW-1","revision":1,"fields":{"name/last":"a\u0000"}}""", "name/last", "/changes/0/fields/name~1last")]
    [InlineData("""{"record":"CW-1","revision":1,"fields":{"phones":[{"number":7}]}}""", "phones[0].number", "/changes/0/fields/phones/0/number")]
    [InlineData("""{"record":"\ud800","revision":1,"fields":{}}""", "record", "/changes/0/record")]
    [InlineData("""{"record":"CW-1","revision":1,"fields":{},"when":"now"}""", "when", "/changes/0/when")]
    [InlineData("7", "changes[0]", "/changes/0")]
    public async Task Post_FaultyChange_IsInvalid(string change, string field, string pointer)
    {
        using var response = await PostAsync($$"""{"changes":[{{change}}]}""");
        var item = Assert.Single((await response.OkAsync<ChangesAnswer>()).Outcomes);
        Assert.Equal(ChangeItemResult.Invalid, item.Result);
        Assert.Contains((field, pointer), item.Errors!.Select(error => (error.Field, error.Pointer!)));
        Assert.Empty(host.Service.Posted);
    }

    [Theory]
    [InlineData("""{"record":"CW-1","revision":1,"fields":{},"\ud800":1}""")]
    [InlineData("""{"\ud800":1}""")]
    [InlineData("""{"record":"CW-1","revision":1,"fields":{"\udc00":"x"}}""")]
    public async Task Post_NameWithHalfASurrogatePair_IsInvalid(string change)
    {
        using var response = await PostAsync($$"""{"changes":[{{change}}]}""");
        Assert.Equal(ChangeItemResult.Invalid, Assert.Single((await response.OkAsync<ChangesAnswer>()).Outcomes).Result);
    }

    [Theory]
    [InlineData("{}", "is missing")]
    [InlineData("""{"changes":{}}""", "must be a list")]
    [InlineData("""{"changes":[]}""", "must have 1 to 500 elements, and has 0")]
    public async Task Post_FaultyBatch_IsRefused(string body, string rule)
    {
        using var response = await PostAsync(body);
        await response.FaultAsync("changes", "/changes", rule);
    }

    [Fact]
    public async Task Post_FiveHundred_IsTheLimit()
    {
        using var most = await PostAsync(Batch(500));
        Assert.Equal(500, (await most.OkAsync<ChangesAnswer>()).Outcomes.Count);
        using var more = await PostAsync(Batch(501));
        await more.FaultAsync("changes", "/changes", "must have 1 to 500 elements, and has 501");
    }

    [Fact]
    public async Task Post_StoreUnavailable_IsNotTakenForDone()
    {
        host.Service.Failure = new Counterpart.Storage.StoreUnavailableException("down");
        using var response = await PostAsync(Batch(1));
        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.StoreUnavailable);
        Assert.NotNull(response.Headers.RetryAfter);
    }

    [Fact]
    public async Task Post_Overloaded_SaysWhenToRepeat()
    {
        host.Service.Failure = new OverloadedException(TimeSpan.FromMilliseconds(3200));
        using var response = await PostAsync(Batch(1));
        await response.ProblemAsync(HttpStatusCode.ServiceUnavailable, ProblemCode.Overloaded);
        Assert.Equal("4", response.Headers.RetryAfter?.ToString());
    }

    private static string Batch(int count) =>
        JsonSerializer.Serialize(new { changes = Enumerable.Repeat(JsonSerializer.Deserialize<JsonElement>(Good), count) });

    private Task<HttpResponseMessage> PostAsync(string body) => host.PostAsync(ApiHost.Changes, body, "system");
}
