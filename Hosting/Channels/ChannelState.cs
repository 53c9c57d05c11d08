using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>What a channel saves: where its capture is, and what it spent of the vendor's limit.</summary>
public sealed record ChannelState
{
    /// <summary>What the captured content depends on beside the system: another one means a first pass again.</summary>
    public string Reading { get; init; } = string.Empty;

    public CaptureState Capture { get; init; } = new();

    public ImmutableArray<CallBucket> Spent { get; init; } = [];
}
