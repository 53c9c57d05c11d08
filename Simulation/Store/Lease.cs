using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>A node's right to run a channel, as it was given.</summary>
internal sealed record Lease(int Firm, Side Side, string Holder, long Token, SavedChannel State);

/// <summary>What a channel saves.</summary>
internal sealed record SavedChannel
{
    public CaptureState Capture { get; init; } = new();

    public SweepState Sweep { get; init; } = new();

    public CallBudget? Budget { get; init; }

    public ChannelHealth Health { get; init; } = new();

    public Brake? Brake { get; init; }
}

/// <summary>The lease as the store keeps it.</summary>
internal sealed class StoredLease
{
    public string Holder { get; set; } = string.Empty;

    public long Token { get; set; }

    public DateTimeOffset Until { get; set; }

    public SavedChannel State { get; set; } = new();
}
