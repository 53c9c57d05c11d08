using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Counterpart.Sandbox.Control;

/// <summary>The switches of one simulator; replaced as a whole, so that a call sees one state of them.</summary>
internal sealed class SettingsCell<T>
    where T : class, new()
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private T _current = new();

    public T Current => Volatile.Read(ref _current);

    public JsonNode Show() => JsonSerializer.SerializeToNode(Current, Json)!;

    /// <summary>Changes the named switches; false when one is unknown or has a wrong value.</summary>
    public bool TryChange(JsonObject changes)
    {
        var merged = (JsonObject)Show();
        foreach (var (name, value) in changes)
            merged[name] = value?.DeepClone();
        try
        {
            Volatile.Write(ref _current, merged.Deserialize<T>(Json)!);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
