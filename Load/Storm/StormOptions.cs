using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>What one storm is like.</summary>
internal sealed record StormOptions
{
    public required int Links { get; init; }

    public required int Firms { get; init; }

    /// <summary>Edits per second on each side.</summary>
    public required double Rate { get; init; }

    /// <summary>People on each side: so many edits are under way there at once.</summary>
    public required int Editors { get; init; }

    /// <summary>Zipf's exponent.</summary>
    public required double Skew { get; init; }

    /// <summary>The share of edits that come on both sides at once.</summary>
    public required double Conflicts { get; init; }

    /// <summary>The share of edits that come in bursts.</summary>
    public required double Bursts { get; init; }

    public required int Burst { get; init; }

    /// <summary>The share of posts that are sent twice.</summary>
    public required double Twice { get; init; }

    /// <summary>The share of posts that are held back, up to <see cref="LateBy"/>.</summary>
    public required double Late { get; init; }

    public TimeSpan LateBy { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Reads per second.</summary>
    public required double Reads { get; init; }

    public required int Listeners { get; init; }

    /// <summary>Who link and unlink, two for one contact.</summary>
    public required int Racers { get; init; }

    /// <summary>Fifty links are made and ended in such a time; zero: never.</summary>
    public required TimeSpan BulkEvery { get; init; }

    public required TimeSpan WarmUp { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>The rate is raised until answers fall behind, in steps of such a length; null: it stays.</summary>
    public required TimeSpan? Step { get; init; }

    /// <summary>After the steps: twice the peak for so long, then half of it.</summary>
    public required TimeSpan Overload { get; init; }

    /// <summary>Acts and reads under way at once, at most.</summary>
    public required int AtOnce { get; init; }

    /// <summary>A process of the product is killed so often; null: never.</summary>
    public required TimeSpan? FaultEvery { get; init; }

    public required int Seed { get; init; }

    /// <summary>Silos of a cluster; 0: one process.</summary>
    public required int Silos { get; init; }

    /// <summary>Where the page goes; the figures go beside it.</summary>
    public required string Report { get; init; }

    /// <summary>What runs already; null: everything is started.</summary>
    public AttachedProduct? Running { get; init; }

    public string? OperatorKey { get; init; }

    public string? LogFolder { get; init; }

    public int MorePairs => (Racers * 2) + (BulkEvery > TimeSpan.Zero ? 50 : 0);
}
