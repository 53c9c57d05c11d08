using System.Globalization;
using Counterpart.Load.Lab;
using Counterpart.Load.Lab.Nodes;

namespace Counterpart.Load.Storm;

/// <summary>What a storm showed in the end.</summary>
/// <param name="Answered">Posted edits that the product answered as accepted.</param>
/// <param name="Steady">At the rate that was asked for, or at half of saturation.</param>
/// <param name="Peak">Most posts answered in a second, over a step or over the storm.</param>
/// <param name="Deaf">Listeners that did not hear everything.</param>
/// <param name="Ended">How often a silo ended itself and was started again; null: there are no silos of ours.</param>
/// <param name="Growth">Empty where the run was too short to tell.</param>
internal sealed record StormVerdict(
    Account Account,
    int Answered,
    StageResult? Steady,
    double Peak,
    Saturation? Saturation,
    int ClaimsTwice,
    StoreCheck? Store,
    ClaimRaces Races,
    IReadOnlyList<Listener> Listeners,
    int Deaf,
    long Failed,
    int Kills,
    int? Ended,
    bool Truncated,
    IReadOnlyList<GrowthCheck> Growth)
{
    public int Lost => Account.AnsweredAndLost + Account.Unexplained + Account.Diverged;

    public int EventGaps => Listeners.Sum(listener => listener.Gaps + listener.Resets) + Deaf;

    public bool Holds => Account.Holds
        && !Truncated
        && ClaimsTwice == 0
        && Store is null or { HeldTwice: 0, WithoutClaim: 0, Sparse: 0 }
        && Races.Violations.IsEmpty
        && EventGaps == 0
        && Failed == 0
        && Growth.All(growth => growth.IsBounded);

    public string Line => string.Create(
        CultureInfo.InvariantCulture,
        $"storm edits {Account.Edits} answered {Answered} lost {Lost} claims-twice {ClaimsTwice + Races.Violations.Count} event-gaps {EventGaps} failed {Failed}{(Ended is { } ended ? $" ended-themselves {ended}" : "")} peak {Peak:0}/s p50 {Milliseconds(Steady?.P50)} p99 {Milliseconds(Steady?.P99)} p99.9 {Milliseconds(Steady?.P999)} ms verdict {(Holds ? "ok" : "BROKEN")}");

    private static string Milliseconds(TimeSpan? time) => (time ?? TimeSpan.Zero).TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture);
}
