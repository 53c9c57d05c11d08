using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>What a channel saves: where its capture is, what it spent of the vendor's limits, and how it fares.</summary>
public sealed record ChannelState
{
    /// <summary>What the captured content depends on beside the system: another one means a first pass again.</summary>
    public string Reading { get; init; } = string.Empty;

    public CaptureState Capture { get; init; } = new();

    /// <summary>The data epoch in which a pass was last completed; null: none was. After a restore it is not the store's.</summary>
    public string? PassedIn { get; init; }

    public SweepState Sweep { get; init; } = new();

    /// <summary>In buckets of ten seconds.</summary>
    public ImmutableArray<CallBucket> Spent { get; init; } = [];

    /// <summary>In buckets of ten minutes.</summary>
    public ImmutableArray<CallBucket> SpentLong { get; init; } = [];

    public ImmutableArray<VendorCount> Told { get; init; } = [];

    /// <summary>Calls ever made.</summary>
    public long Made { get; init; }

    public ImmutableArray<CallForecast> Forecasts { get; init; } = [];

    public ChannelHealth Health { get; init; } = new();

    /// <summary>Stands while a person has to decide.</summary>
    public Brake? Brake { get; init; }

    /// <summary>Members that an older program did not write are missing in what it saved, and are as at the start.</summary>
    public ChannelState Completed() => this with
    {
        Capture = Capture ?? new CaptureState(),
        Sweep = Sweep ?? new SweepState(),
        Spent = Spent.IsDefault ? [] : Spent,
        SpentLong = SpentLong.IsDefault ? [] : SpentLong,
        Told = Told.IsDefault ? [] : Told,
        Forecasts = Forecasts.IsDefault ? [] : Forecasts,
        Health = Health is null ? new ChannelHealth() : Health with { Circuit = Health.Circuit ?? new CircuitBreaker() },
    };
}
