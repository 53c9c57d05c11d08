using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>What matching knows of a record: canonical names and keys, nothing in the clear that it does not need.</summary>
public sealed record RecordProfile
{
    public required string Id { get; init; }

    public required RecordKind Kind { get; init; }

    /// <summary>As the system spells it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>First and last name of a person, or the full name of anything else: folded by <see cref="NameKey"/>.</summary>
    public required string NameKey { get; init; }

    public string? TaxIdHash { get; init; }

    public string? TaxIdLastFour { get; init; }

    /// <summary><c>yyyy-MM-dd</c></summary>
    public string? BirthDate { get; init; }

    /// <summary>Canonical e-mail addresses.</summary>
    public ImmutableArray<string> Emails { get; init; } = [];

    /// <summary>Canonical telephone numbers (E.164 where known).</summary>
    public ImmutableArray<string> Phones { get; init; } = [];
}
