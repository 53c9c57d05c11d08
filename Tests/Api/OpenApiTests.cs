using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Counterpart.Api;
using Xunit;

namespace Counterpart.Tests.Api;

public sealed class OpenApiTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string[] Open = ["/health/live", "/health/ready"];

    [Fact]
    public async Task Document_EveryOperation_IsDescribed()
    {
        var operations = await OperationsAsync();
        Assert.True(operations.Count >= 19, $"{operations.Count} operations");
        Assert.All(operations, operation =>
        {
            Assert.NotEmpty(operation.Node["summary"]!.GetValue<string>());
            Assert.NotEmpty(operation.Node["operationId"]!.GetValue<string>());
            var secured = operation.Node["security"]?.AsArray() is [JsonObject scheme, ..] && scheme.ContainsKey("bearer");
            Assert.Equal(!Open.Contains(operation.Path, StringComparer.Ordinal), secured);
            var named = (operation.Node["parameters"]?.AsArray() ?? []).Where(parameter => parameter!["in"]!.GetValue<string>() is "path").Select(parameter => $"{{{parameter!["name"]}}}");
            Assert.Equal(operation.Path.Split('/').Where(part => part.StartsWith('{')), named);
        });
    }

    [Fact]
    public async Task Document_Scheme_IsBearer()
    {
        var document = await DocumentAsync();
        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["bearer"]!["scheme"]!.GetValue<string>());
    }

    [Fact]
    public async Task Document_OfAView_TellsOfTheRedirection()
    {
        var view = (await OperationsAsync()).Single(operation => operation.Node["operationId"]!.GetValue<string>() == "viewRecord").Node;
        Assert.NotNull(view["responses"]!["302"]!["headers"]!["Location"]);
    }

    [Fact]
    public async Task Document_EveryBody_HasExamplesOfItsType()
    {
        var count = 0;
        foreach (var (type, example, place) in await ExamplesAsync())
        {
            var read = JsonSerializer.Deserialize(example, type, Answers.Strict);
            var written = JsonSerializer.SerializeToNode(read, type, Answers.Strict);
            Assert.True(JsonNode.DeepEquals(example, written), $"{place}: {example.ToJsonString()} is read as {written?.ToJsonString()}");
            count++;
        }

        Assert.True(count > 100, $"{count} examples");
    }

    [Fact]
    public async Task Document_EveryRequestExample_IsAccepted()
    {
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            if (operation["requestBody"] is not { } body)
            {
                continue;
            }

            var example = body["content"]!["application/json"]!["example"]!.ToJsonString();
            var address = path.Replace("{integration}", "clientworks-wealthbox", StringComparison.Ordinal)
                .Replace("{client}", "CW-1", StringComparison.Ordinal)
                .Replace("{system}", "clientworks", StringComparison.Ordinal)
                .Replace("{firm}", "bayside", StringComparison.Ordinal)
                .Replace("{key}", "91c2e07ab4d5", StringComparison.Ordinal)
                .Replace("{record}", "20003", StringComparison.Ordinal);
            var key = path.StartsWith("/v1/changes", StringComparison.Ordinal) ? "system"
                : path.StartsWith("/v1/firms", StringComparison.Ordinal) ? "operator" : "firmAdmin";
            using var response = await host.SendAsync(new HttpMethod(method.ToUpperInvariant()), address, key, example);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.DoesNotContain(
                "invalid", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Document_EveryProblem_HasTheStatusOfItsResponse()
    {
        foreach (var (path, _, operation) in await OperationsAsync())
        {
            foreach (var (status, response) in operation["responses"]!.AsObject())
            {
                if (response!["content"]?["application/problem+json"]?["examples"] is not JsonObject examples)
                {
                    Assert.True(status is "200" or "202" or "302" || Open.Contains(path, StringComparer.Ordinal), $"{path} {status}");
                    continue;
                }

                foreach (var (code, example) in examples)
                {
                    Assert.Equal(status, example!["value"]!["status"]!.ToJsonString());
                    Assert.Equal(code, example["value"]!["code"]!.GetValue<string>());
                }
            }
        }
    }

    [Fact]
    public async Task Document_EveryListOfNames_IsOfTextAndWithoutNull()
    {
        var schemas = (await DocumentAsync())["components"]!["schemas"]!.AsObject().Where(schema => schema.Value!["enum"] is not null).ToList();
        Assert.NotEmpty(schemas);
        Assert.All(schemas, schema =>
        {
            Assert.Equal("string", (string?)schema.Value!["type"]);
            Assert.DoesNotContain(schema.Value["enum"]!.AsArray(), name => name is null);
        });
    }

    [Fact]
    public async Task Document_EveryReference_IsThere()
    {
        var document = await DocumentAsync();
        var text = document.ToJsonString();
        foreach (var part in text.Split("\"$ref\":\"").Skip(1))
        {
            var reference = part[..part.IndexOf('"', StringComparison.Ordinal)];
            JsonNode? node = document;
            foreach (var step in reference.Split('/').Skip(1))
            {
                node = node?[step];
            }

            Assert.True(node is not null, reference);
        }
    }

    private async Task<JsonNode> DocumentAsync()
    {
        using var response = await host.GetAsync("/openapi/v1.json", key: null);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    private async Task<List<(string Path, string Method, JsonNode Node)>> OperationsAsync()
    {
        var paths = (await DocumentAsync())["paths"]!.AsObject();
        return [.. paths.SelectMany(path => path.Value!.AsObject().Select(operation => (path.Key, operation.Key, operation.Value!)))];
    }

    private async Task<List<(Type Type, JsonNode Example, string Place)>> ExamplesAsync()
    {
        var found = new List<(Type, JsonNode, string)>();
        foreach (var (path, method, operation) in await OperationsAsync())
        {
            var bodies = operation["responses"]!.AsObject().Select(response => response.Value!["content"]).Append(operation["requestBody"]?["content"]);
            foreach (var (mediaType, media) in bodies.OfType<JsonObject>().SelectMany(content => content))
            {
                var place = $"{method} {path} {mediaType}";
                if (mediaType == "text/plain")
                {
                    continue;
                }

                var reference = media!["schema"]?["$ref"]?.GetValue<string>();
                Assert.True(reference is not null, $"{place} has no schema");
                var type = typeof(ApiJson).Assembly.GetType($"Counterpart.Api.{reference.Split('/')[^1]}", throwOnError: true)!;
                JsonNode?[] examples = media["examples"] is JsonObject many ? [.. many.Select(one => one.Value!["value"])] : [media["example"]];
                Assert.All(examples, example => Assert.True(example is not null, $"{place} has no example"));
                found.AddRange(examples.Select(example => (type, example!, place)));
            }
        }

        return found;
    }
}
