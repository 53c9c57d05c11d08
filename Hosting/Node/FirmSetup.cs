using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>Creates firms and connects them to their systems.</summary>
public sealed class FirmSetup(Node node)
{
    /// <summary>False when the firm is there already.</summary>
    public Task<bool> CreateAsync(string id, string name, CancellationToken cancel) =>
        node.Store.CreateFirmAsync(new FirmRow(id, name, node.Clock.GetUtcNow()), cancel);

    /// <summary>Tests a credential against its system, stores it, and starts the channel.</summary>
    /// <param name="baseUrl">Where the system's calls begin, path included and without a trailing slash.</param>
    public async Task<ProbeResult> ConnectAsync(string firm, string system, Uri baseUrl, string token, CancellationToken cancel)
    {
        using var http = new HttpClient();
        var options = new ConnectorOptions(baseUrl, token, new Dictionary<string, string>(StringComparer.Ordinal), _ => null, node.Clock);
        var probe = await node.Systems.Connect(system, options, http).ProbeAsync(cancel);
        if (probe is ProbeResult.Reached reached)
        {
            var row = new ConnectionRow(firm, system, reached.Tenant, baseUrl.ToString().TrimEnd('/'), node.Credentials.Seal(token));
            if (!await node.Store.PutConnectionAsync(row, cancel))
            {
                return new ProbeResult.Failed(new CallFailure(FailureKind.Rejected, $"the tenant {reached.Tenant} belongs to another firm"));
            }

            await node.Channels.ConnectAsync(row, cancel);
        }

        return probe;
    }
}
