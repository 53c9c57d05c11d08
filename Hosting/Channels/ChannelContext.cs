using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>What the parts of one channel share.</summary>
internal sealed record ChannelContext(
    string Firm,
    string System,
    string Tenant,
    IConnector Connector,
    SystemTraits Traits,
    int Concurrency,
    TimeSpan DeletionsEvery,
    string Region,
    string? TaxIdField,
    IStore Store,
    ILinkHost Host,
    ILinkSettings Settings,
    TimeProvider Clock,
    ILogger Logger)
{
    /// <summary>How long to wait at most before the store is asked for due work again.</summary>
    public TimeSpan LookEvery { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The time between two peeks at the newest changes, where they pay.</summary>
    public TimeSpan PeekEvery { get; init; } = TimeSpan.FromMilliseconds(100);

    public int PeekRecords { get; init; } = 50;

    /// <summary>The credential was tested just now: failures with the one before say nothing about it.</summary>
    public bool NewCredential { get; init; }

    public ChannelInstruments? Measured { get; init; }

    /// <summary>What a person last decided about the channel standing still.</summary>
    public Func<CancellationToken, Task<BrakeAnswer?>> BrakeAnswer { get; init; } = _ => Task.FromResult<BrakeAnswer?>(null);

    public CaptureTraits Capture { get; } = new(Traits.HasFeed, Traits.Overlap, Traits.Limits.ReadLag, DeletionsEvery);

    /// <summary>The integrations that the system has part in.</summary>
    public ImmutableArray<Integration> Integrations { get; } =
        [.. Systems.Integrations.All.Where(pair => pair.HubSystem == System || pair.PartnerSystem == System)];

    /// <summary>See <see cref="ChannelState.Reading"/>.</summary>
    public string Reading => $"{Region}|{TaxIdField}|{Tenant}";
}
