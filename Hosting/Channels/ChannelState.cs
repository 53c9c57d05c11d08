using System.Collections.Immutable;
using System.Text.Json;
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

    /// <summary>As it is saved.</summary>
    public static byte[] Write(ChannelState state) => JsonSerializer.SerializeToUtf8Bytes(state, HostJson.Default.ChannelState);

    /// <param name="saved">Empty: nothing was saved yet.</param>
    /// <exception cref="InvalidDataException">The bytes are no state of a channel, or one of a kind that this version does not know.</exception>
    public static ChannelState Read(ReadOnlySpan<byte> saved)
    {
        if (saved.IsEmpty)
        {
            return new ChannelState();
        }

        try
        {
            return JsonSerializer.Deserialize(saved, HostJson.Default.ChannelState)?.Completed() is { IsWhole: true } state
                ? state
                : throw new InvalidDataException("These bytes are not a whole state of a channel.");
        }
        catch (Exception broken) when (broken is JsonException or NotSupportedException)
        {
            throw new InvalidDataException("These bytes are not a channel's state.", broken);
        }
    }

    /// <summary>JSON can say null where a type does not, and a number that is read as endless and could not be written again.</summary>
    private bool IsWhole =>
        Spent.Concat(SpentLong).All(bucket => bucket is not null)
        && Told.All(count => count is not null)
        && Forecasts.All(forecast => forecast is not null)
        && (Health.Needs is not { } needs || (double.IsFinite(needs.PassCalls) && double.IsFinite(needs.SweepRate)))
        && (Health.LastFailure is null or { Kind: not null, Reason: not null })
        && (Brake is null or { Example: not null });

    /// <summary>Members that an older program did not write are missing in what it saved, and are as at the start.</summary>
    private ChannelState Completed() => this with
    {
        Reading = Reading ?? string.Empty,
        Capture = Capture ?? new CaptureState(),
        Sweep = Sweep ?? new SweepState(),
        Spent = Spent.IsDefault ? [] : Spent,
        SpentLong = SpentLong.IsDefault ? [] : SpentLong,
        Told = Told.IsDefault ? [] : Told,
        Forecasts = Forecasts.IsDefault ? [] : Forecasts,
        Health = Health is null ? new ChannelHealth() : Health with { Circuit = Health.Circuit ?? new CircuitBreaker() },
    };
}
