using System.Text.Json;

namespace Counterpart.Load.Lab.Cluster;

/// <summary>The items of a bulk answer.</summary>
internal static class Items
{
    /// <summary>Whether some could not be done now, and are to be repeated.</summary>
    public static bool AnyUnavailable(JsonElement body) =>
        body.ValueKind == JsonValueKind.Object
        && body.TryGetProperty("outcomes", out var outcomes)
        && outcomes.EnumerateArray().Any(item => item.GetProperty("result").GetString() == "unavailable");
}
