using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Counterpart.Api;
using Xunit;

namespace Counterpart.Tests.Api;

/// <summary>Reads answers, and holds that they are what the API promises of every one.</summary>
internal static class Answers
{
    public static JsonSerializerOptions Strict { get; } = ApiJson.Configure(new JsonSerializerOptions
    {
        TypeInfoResolver = ApiJson.Default,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    });

    public static async Task<Problem> ProblemAsync(this HttpResponseMessage response, HttpStatusCode status, ProblemCode code)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == status, $"{response.StatusCode}: {text}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.ToString());
        Assert.True(response.Headers.Contains("X-Request-Id"));
        var problem = JsonSerializer.Deserialize<Problem>(text, Strict)!;
        Assert.Equal(code, problem.Code);
        Assert.Equal((int)status, problem.Status);
        Assert.StartsWith("urn:counterpart:problem:", problem.Type, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>A 400 whose first fault is of that field.</summary>
    public static async Task FaultAsync(this HttpResponseMessage response, string field, string? pointer, string rule)
    {
        var problem = await response.ProblemAsync(HttpStatusCode.BadRequest, ProblemCode.Validation);
        var error = problem.Errors![0];
        Assert.Equal(field, error.Field);
        Assert.Equal(pointer, error.Pointer);
        Assert.Contains(rule, error.Rule, StringComparison.Ordinal);
        Assert.Contains(rule, problem.Detail, StringComparison.Ordinal);
    }

    public static async Task<T> OkAsync<T>(this HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{response.StatusCode}: {text}");
        Assert.Equal("application/json", response.Content.Headers.ContentType?.ToString());
        Assert.True(response.Headers.CacheControl?.NoStore);
        return JsonSerializer.Deserialize<T>(text, Strict)!;
    }

    public static async Task<JsonNode> JsonAsync(this HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
}
