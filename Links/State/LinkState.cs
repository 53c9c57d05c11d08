using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>The whole of a link. Made only by folding its events: see <see cref="LinkFold"/>.</summary>
public sealed record LinkState
{
    public required LinkKey Key { get; init; }

    /// <summary>Rises by one with every journal record.</summary>
    public long Revision { get; init; }

    /// <summary>Rises by one with every linking; settlements of an older one are ignored.</summary>
    public int Epoch { get; init; }

    public Phase Phase { get; init; }

    /// <summary>The linked record, while there is one.</summary>
    public PartnerRecord? Partner { get; init; }

    /// <summary>Why it is that record.</summary>
    public MatchEvidence? Evidence { get; init; }

    public DateTimeOffset LinkedAt { get; init; }

    /// <summary>A person stopped the sync. Also while <see cref="Phase.Broken"/>: the link comes back as it was.</summary>
    public bool IsPaused { get; init; }

    /// <summary>When a person last ended the link; unset while linked, and before the first linking.</summary>
    public DateTimeOffset UnlinkedAt { get; init; }

    /// <summary>The record that the link had when it was ended.</summary>
    public PartnerRecord? Former { get; init; }

    /// <summary>While <see cref="Phase.Leaving"/>: what the person said.</summary>
    public UnlinkReason LeaveReason { get; init; }

    /// <summary>What a person may choose from while <see cref="Phase.NeedsChoice"/>.</summary>
    public ImmutableArray<MatchCandidate> Candidates { get; init; } = [];

    /// <summary>Partner records that a person said are someone else.</summary>
    public ImmutableArray<string> Never { get; init; } = [];

    public SideState Hub { get; init; } = SideState.Start;

    public SideState PartnerSide { get; init; } = SideState.Start;

    public PathDictionary<Register> Registers { get; init; } = NoRegisters;

    public PathDictionary<RowPair> Rows { get; init; } = NoRows;

    public Attempt? Open { get; init; }

    public ImmutableArray<Ghost> Ghosts { get; init; } = [];

    /// <summary>The last version, row and attempt numbers given: they never fall, over epochs too.</summary>
    public long LastVersion { get; init; }

    public int LastRow { get; init; }

    public long LastAttempt { get; init; }

    internal static readonly PathDictionary<Register> NoRegisters = PathDictionary<Register>.Empty;

    internal static readonly PathDictionary<RowPair> NoRows = PathDictionary<RowPair>.Empty;

    public static LinkState New(LinkKey key) => new() { Key = key };

    public SideState Of(Side side) => side == Side.Hub ? Hub : PartnerSide;

    public LinkState With(Side side, SideState value) => side == Side.Hub ? this with { Hub = value } : this with { PartnerSide = value };

    public Register RegisterAt(string path) => Registers.TryGetValue(path, out var register) ? register : Register.Empty;
}

/// <summary>The partner's record that a link claims.</summary>
/// <param name="System">The partner system's name.</param>
/// <param name="Tenant">The vendor's tenant (workspace).</param>
public sealed record PartnerRecord(string System, string Tenant, string Id);
