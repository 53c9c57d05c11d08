using Counterpart.Links;

namespace Counterpart.Systems;

/// <summary>
/// One firm's access to one outside system. Makes exactly one call for each method, keeps no state between them, spends no
/// budget of its own, and never retries: planning is the channel's. Answers are a closed set; exceptions are faults of ours,
/// and <see cref="OperationCanceledException"/> when <c>cancel</c> says so before the call was sent.
/// </summary>
public interface IConnector
{
    SystemTraits Traits { get; }

    /// <summary>Whose data the credential reaches.</summary>
    Task<ProbeResult> ProbeAsync(CancellationToken cancel);

    /// <summary>Reads one record.</summary>
    Task<ReadResult> ReadAsync(string id, CancellationToken cancel);

    /// <summary>
    /// Writes one record. Given up after <paramref name="timeout"/>, and the outcome is then <see cref="WriteOutcome.Unknown"/>.
    /// </summary>
    Task<WriteOutcome> WriteAsync(string id, RecordPatch patch, TimeSpan timeout, CancellationToken cancel);

    /// <summary>Reads one page of a list of records.</summary>
    Task<PageResult> ReadPageAsync(PageRequest request, CancellationToken cancel);
}

/// <summary>Makes connectors for one kind of system.</summary>
public interface IConnectorFactory
{
    /// <summary>The system's name in paths and settings: <c>wealthbox</c>.</summary>
    string System { get; }

    SystemTraits Traits { get; }

    /// <param name="http">Sends the calls; its time limits are the host's.</param>
    IConnector Create(ConnectorOptions options, HttpClient http);
}

/// <summary>How to reach the system for one firm.</summary>
/// <param name="BaseUrl">With the path all calls begin with (<c>/v1</c>, <c>/hub/v1</c>); without a trailing slash.</param>
/// <param name="Token">The credential, in the clear only here.</param>
/// <param name="Settings">The system's own settings by name, such as <c>taxIdField</c>.</param>
/// <param name="Seal">Seals a tax id's digits as soon as they are read.</param>
public sealed record ConnectorOptions(
    Uri BaseUrl, string Token, IReadOnlyDictionary<string, string> Settings, Func<string, SealedTaxId?> Seal, TimeProvider Clock)
{
    /// <summary>Told with every answer in which the system says how many calls are left.</summary>
    public Action<VendorCounters>? Told { get; init; }
}

/// <summary>How many calls are left by the system's own count; null where it does not say.</summary>
public sealed record VendorCounters(int? Minute, int? Day)
{
    public IEnumerable<(TimeSpan Span, int Left)> All =>
        new[] { (Span: TimeSpan.FromMinutes(1), Left: Minute), (Span: TimeSpan.FromDays(1), Left: Day) }
            .Where(entry => entry.Left is not null).Select(entry => (entry.Span, entry.Left!.Value));
}
