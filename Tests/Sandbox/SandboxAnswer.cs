using System.Net;
using System.Text.Json.Nodes;

namespace Counterpart.Tests.Sandbox;

/// <summary>An answer of a simulator, read to its end.</summary>
internal sealed record SandboxAnswer(HttpStatusCode Status, string Text, string? ETag, TimeSpan? RetryAfter, string? ContentType)
{
    /// <summary>Headers of the answer itself.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public JsonNode Json => JsonNode.Parse(Text)!;

    public JsonArray List(string name) => Json[name]!.AsArray();
}
