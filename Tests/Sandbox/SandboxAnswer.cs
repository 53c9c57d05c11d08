using System.Net;
using System.Text.Json.Nodes;

namespace Counterpart.Tests.Sandbox;

/// <summary>An answer of a simulator, read to its end.</summary>
internal sealed record SandboxAnswer(HttpStatusCode Status, string Text, string? ETag, TimeSpan? RetryAfter, string? ContentType)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public JsonArray List(string name) => Json[name]!.AsArray();
}
