using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Counterpart.Links;

/// <summary>A write to an outside system that was committed before it was sent. One is open at a time in a link.</summary>
public sealed record Attempt
{
    /// <summary>Rises by one with every attempt of the link.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required long Id { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required int Epoch { get; init; }

    /// <summary>The side that is written.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required Side Side { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ImmutableArray<AttemptPath> Paths { get; init; }

    /// <summary>When the read that it stands on began.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>Not sent after this time.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTimeOffset Deadline { get; init; }

    /// <summary>It was sent, and what became of it is not known.</summary>
    public bool Unknown { get; init; }

    public AttemptPath? Of(string path)
    {
        foreach (var entry in Paths)
        {
            if (string.Equals(entry.Path, path, StringComparison.Ordinal))
            {
                return entry;
            }
        }

        return null;
    }
}

/// <param name="Value">What is sent: the source side's value.</param>
/// <param name="Version">The number of that value.</param>
/// <param name="Expected">What the target held when it was read.</param>
/// <param name="TargetVersion">The number of that.</param>
public sealed record AttemptPath(string Path, FieldValue Value, long Version, FieldValue Expected, long TargetVersion);

/// <summary>A value that was sent without its fate becoming known: should it surface late, it is ours and no edit.</summary>
public sealed record Ghost(Side Side, string Path, FieldValue Value, DateTimeOffset Until);
