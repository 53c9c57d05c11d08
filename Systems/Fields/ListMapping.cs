using Counterpart.Links;

namespace Counterpart.Systems;

/// <summary>What a list and the parts of its rows are called in a system.</summary>
/// <param name="List">The neutral name: <c>phones</c>.</param>
/// <param name="Name">The member of the system's JSON.</param>
public sealed record ListMapping(string List, string Name)
{
    /// <summary>Parts that the system calls otherwise, by their neutral names.</summary>
    public IReadOnlyDictionary<string, string> Renamed { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Each part's neutral name and the system's.</summary>
    public IEnumerable<(string Part, string Name)> Parts =>
        ListParts.Of(List).Select(part => (part, Renamed.GetValueOrDefault(part, part)));
}
