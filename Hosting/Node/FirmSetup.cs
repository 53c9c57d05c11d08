using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>Creates firms and connects them to their systems.</summary>
public sealed class FirmSetup(Node node) : IDisposable
{
    private readonly HttpClient http = VendorHttp.Create(node.Addresses);

    /// <summary>False when the firm is there already.</summary>
    public Task<bool> CreateAsync(string id, string name, CancellationToken cancel) =>
        node.Store.CreateFirmAsync(new FirmRow(id, name, node.Clock.GetUtcNow()), cancel);

    /// <summary>Tests a credential against its system, stores it, and starts the channel.</summary>
    /// <param name="baseUrl">Where the system's calls begin, path included and without a trailing slash.</param>
    public async Task<ProbeResult> ConnectAsync(string firm, string system, Uri baseUrl, string token, CancellationToken cancel) =>
        await TryConnectAsync(firm, system, baseUrl, token, cancel) switch
        {
            ConnectOutcome.Connected connected => new ProbeResult.Reached(connected.Connection.Tenant!, connected.TenantName),
            ConnectOutcome.BadAddress bad => Rejected($"the address {bad.Rule}"),
            ConnectOutcome.NotAccepted refused => Rejected(refused.Reason),
            ConnectOutcome.TenantTaken taken => Rejected($"the tenant {taken.Tenant} belongs to another firm"),
            ConnectOutcome.OtherTenant other => Rejected($"the tenant is {other.Reached}, and the firm's links lead to {other.Present}"),
            _ => throw new InvalidOperationException("Connecting has five outcomes."),
        };

    internal static FirmConnection View(ConnectionRow row) => new(row.System, row.Tenant, row.BaseUrl, row.Paused);

    internal async Task<ConnectOutcome> TryConnectAsync(string firm, string system, Uri baseUrl, string token, CancellationToken cancel)
    {
        if (await node.Addresses.FaultAsync(baseUrl, cancel) is { } rule)
        {
            return new ConnectOutcome.BadAddress(rule);
        }

        var probe = await ProbeAsync(system, baseUrl, token, cancel);
        if (probe is not ProbeResult.Reached reached)
        {
            return new ConnectOutcome.NotAccepted(probe is ProbeResult.Failed failed ? failed.Failure.Reason : "no answer");
        }

        // The directory, the cursors and the links' claims are of one tenant: ids of another would be other people.
        var present = (await node.Store.ListConnectionsAsync(cancel)).FirstOrDefault(row => row.Firm == firm && row.System == system);
        if (present is not null && present.Tenant != reached.Tenant)
        {
            return new ConnectOutcome.OtherTenant(present.Tenant, reached.Tenant);
        }

        var row = new ConnectionRow(firm, system, reached.Tenant, baseUrl.ToString().TrimEnd('/'), node.Credentials.Seal(token)) { Paused = present?.Paused ?? false };
        if (!await node.Store.PutConnectionAsync(row, cancel))
        {
            return new ConnectOutcome.TenantTaken(reached.Tenant);
        }

        if (node.RunsChannels)
        {
            await node.Channels.ConnectAsync(row, cancel);
        }

        return new ConnectOutcome.Connected(View(row), reached.Name);
    }

    internal async Task<ProbeResult> ProbeAsync(string system, Uri baseUrl, string token, CancellationToken cancel)
    {
        var options = new ConnectorOptions(baseUrl, token, new Dictionary<string, string>(StringComparer.Ordinal), _ => null, node.Clock);
        return await node.Systems.Connect(system, options, http).ProbeAsync(cancel);
    }

    public void Dispose() => http.Dispose();

    private static ProbeResult.Failed Rejected(string reason) => new(new CallFailure(FailureKind.Rejected, reason));
}
