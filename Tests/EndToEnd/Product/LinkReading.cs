using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A link as the API tells it.</summary>
internal sealed class LinkReading(JsonNode link)
{
    public string Status => (string)link["status"]!;

    public string? Partner => (string?)link["partner"]!["record"];

    public string? Rule => (string?)link["match"]?["rule"];

    public bool WriteInFlight => (bool)link["writeInFlight"]!;

    public int Epoch => (int)link["epoch"]!;

    public long Revision => (long)link["revision"]!;

    /// <summary>As of when both sides are known.</summary>
    public DateTimeOffset? LastRefreshed => (DateTimeOffset?)link["lastRefreshed"];

    public int Differing => (int)link["differing"]!;

    public IReadOnlyList<string> Never => [.. link["never"]!.AsArray().Select(record => (string)record!)];

    public IReadOnlyList<string> Notices => [.. link["notices"]!.AsArray().Select(notice => (string)notice!["cause"]!)];

    public IReadOnlyList<JsonNode> Candidates => [.. link["candidates"]!.AsArray().Select(candidate => candidate!)];

    public IReadOnlyList<JsonNode> Paths => [.. link["paths"]!.AsArray().Select(path => path!)];

    /// <summary>Both sides were read, nothing is owed or on its way, and every path has its end.</summary>
    public bool IsQuiet =>
        Status == "linked"
        && Paths.Count > 0
        && !WriteInFlight
        && link["owed"]!.AsArray().Count == 0
        && Paths.All(path => (string?)path["status"] is "agreed" or "held");

    public bool IsAgreed => IsQuiet && Paths.All(path => (string?)path["status"] == "agreed");

    public JsonNode? Path(string path) => Paths.FirstOrDefault(entry => (string?)entry["path"] == path);

    /// <summary>Why a path is held; null when it is not.</summary>
    public string? Held(string path) => (string?)Path(path)?["reason"];

    public string? Hub(string path) => Text(Path(path)?["hub"]?["value"]);

    public string? Partnered(string path) => Text(Path(path)?["partner"]?["value"]);

    /// <summary>The rows of a list that are there on either side.</summary>
    public IReadOnlyList<JsonNode> Rows(string list) =>
        [.. Paths.Where(path => ((string)path["path"]!).StartsWith($"{list}/", StringComparison.Ordinal) && (string?)path["path"] != $"{list}/primary")];

    public override string ToString() => link.ToJsonString();

    private static string? Text(JsonNode? value) => value is JsonValue text ? text.ToString() : value?.ToJsonString();
}
