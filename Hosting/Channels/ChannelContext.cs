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
    public CommandContext Actor { get; } = new($"channel:{System}");

    public CaptureTraits Capture { get; } = new(Traits.HasFeed, Traits.Overlap, Traits.Limits.ReadLag, DeletionsEvery);

    /// <summary>See <see cref="ChannelState.Reading"/>.</summary>
    public string Reading => $"{Region}|{TaxIdField}|{Tenant}";

    /// <summary>Calls that pushes leave for finding changes: a fifth of the window.</summary>
    public int KeptForReads => (Traits.BudgetCalls ?? 0) / 5;
}
