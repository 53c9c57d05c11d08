using System.Collections.Immutable;

namespace Counterpart.Hosting;

/// <summary>What the reconsideration of an integration's links saves: how far it is, and under which settings.</summary>
public sealed record ConsideredState
{
    /// <summary>The version of the settings; 0 before the first time.</summary>
    public long Version { get; init; }

    /// <summary>What of the settings and of the program decides links; the same needs no reconsidering.</summary>
    public string Rules { get; init; } = string.Empty;

    /// <summary>The fields and lists that are mapped.</summary>
    public ImmutableArray<string> Paths { get; init; } = [];

    /// <summary>Those of them that were not before.</summary>
    public ImmutableArray<string> Added { get; init; } = [];

    /// <summary>The last client whose link was looked at; null at the start.</summary>
    public string? After { get; init; }

    public bool Done { get; init; }

    public long Links { get; init; }

    public long ChangedLinks { get; init; }

    public long ChangedPaths { get; init; }
}
