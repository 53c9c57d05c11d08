using System.Collections.Frozen;
using System.Text.Json;

namespace Counterpart.Api;

/// <summary>The names of an enumeration as they are written in requests.</summary>
internal static class EnumNames<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> ByName =
        Enum.GetValues<T>().ToFrozenDictionary(value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()), StringComparer.Ordinal);

    /// <summary>In their order.</summary>
    public static IReadOnlyList<string> All { get; } = [.. ByName.OrderBy(pair => pair.Value).Select(pair => pair.Key)];

    public static string Rule { get; } = $"must be one of {string.Join(", ", All)}";

    public static bool TryParse(string name, out T value) => ByName.TryGetValue(name, out value);
}
