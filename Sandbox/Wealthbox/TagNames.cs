using System.Text.Json;
using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>The tags of a workspace; writing an unknown name makes it. Called under the lock of the workspace.</summary>
internal sealed class TagNames
{
    private readonly Dictionary<string, (long Id, string Name)> _known = new(StringComparer.OrdinalIgnoreCase);
    private long _lastId = 300;

    /// <summary>A tag that the workspace knows keeps the spelling in which it was made.</summary>
    public JsonObject Tag(string name)
    {
        if (!_known.TryGetValue(name, out var tag))
            _known[name] = tag = (++_lastId, name);
        return new JsonObject { ["id"] = tag.Id, ["name"] = tag.Name };
    }

    public void Know(JsonObject body)
    {
        foreach (var tag in body["tags"]!.AsArray())
        {
            var id = (long)tag!["id"]!;
            _known[tag["name"]!.ToString()] = (id, tag["name"]!.ToString());
            _lastId = Math.Max(_lastId, id);
        }
    }

    /// <summary>Tags are replaced as a whole, by names.</summary>
    public Reply? Replace(JsonObject draft, JsonNode? sent)
    {
        if (sent is not JsonArray names || names.Any(name => name is not JsonValue value || value.GetValueKind() != JsonValueKind.String))
            return WealthboxReply.BadRequest("tags must be a list of names");
        var tags = new JsonArray();
        foreach (var name in names.Select(name => name!.ToString().Trim()).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase))
            tags.Add(Tag(name));
        draft["tags"] = tags;
        return null;
    }
}
