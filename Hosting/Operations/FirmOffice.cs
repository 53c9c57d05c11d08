using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>The set-up of firms over a store.</summary>
public sealed class FirmOffice(Node node, AccessKeys keys, Callers callers) : IFirmOffice
{
    public Task<IReadOnlyList<FirmRow>> ListFirmsAsync(CancellationToken cancel) => node.Store.ListFirmsAsync(cancel);

    public async Task<NewFirm?> CreateFirmAsync(string id, string name, string label, CancellationToken cancel)
    {
        var firm = new FirmRow(id, name, node.Clock.GetUtcNow());
        return await node.Store.CreateFirmAsync(firm, cancel)
            ? new NewFirm(firm, await keys.MakeAsync(id, Role.FirmAdmin, null, label, cancel))
            : null;
    }

    public async Task<AdminKeyOutcome> CreateAdminKeyAsync(string firm, string label, CancellationToken cancel)
    {
        if ((await node.Store.ListFirmsAsync(cancel)).All(row => row.Id != firm))
        {
            return new AdminKeyOutcome.NoSuchFirm();
        }

        return (await node.Store.ListConnectionsAsync(cancel)).Any(row => row.Firm == firm)
            ? new AdminKeyOutcome.InUse()
            : new AdminKeyOutcome.Made(await keys.MakeAsync(firm, Role.FirmAdmin, null, label, cancel));
    }

    public Task<IReadOnlyList<KeyRow>> ListKeysAsync(string? firm, CancellationToken cancel) => node.Store.ListKeysAsync(firm, cancel);

    public Task<NewKey> CreateKeyAsync(string? firm, Role role, string? subject, string label, CancellationToken cancel) =>
        keys.MakeAsync(firm, role, subject, label, cancel);

    public async Task<NewKey?> RotateKeyAsync(string? firm, string id, TimeSpan overlap, CancellationToken cancel)
    {
        if (await FindAsync(firm, id, cancel) is not { RevokedAt: null } old || RoleNames.Parse(old.Role) is not { } role)
        {
            return null;
        }

        var made = await keys.MakeAsync(firm, role, old.Subject, old.Label, cancel);
        if (await node.Store.RevokeKeyAsync(firm, id, node.Clock.GetUtcNow() + overlap, cancel))
        {
            callers.Forget();
            return made;
        }

        // It was revoked or rotated meanwhile: that one stands, and a revoked key must not live on in another.
        await RevokeKeyAsync(firm, made.Row.Id, cancel);
        return null;
    }

    public async Task<KeyRow?> RevokeKeyAsync(string? firm, string id, CancellationToken cancel)
    {
        while (await FindAsync(firm, id, cancel) is { } key)
        {
            var now = node.Clock.GetUtcNow();
            if (key.RevokedAt <= now)
            {
                return key;
            }

            if (key.RevokedAt is not null)
            {
                await node.Store.PutKeyAsync(key with { RevokedAt = now }, cancel);
            }
            else if (!await node.Store.RevokeKeyAsync(firm, id, now, cancel))
            {
                continue;
            }

            callers.Forget();
            return key with { RevokedAt = now };
        }

        return null;
    }

    public async Task<IReadOnlyList<FirmConnection>> ListConnectionsAsync(string firm, CancellationToken cancel)
    {
        var rows = (await node.Store.ListConnectionsAsync(cancel)).Where(row => row.Firm == firm).ToDictionary(row => row.System, StringComparer.Ordinal);
        return [.. node.Systems.Names.Select(system => rows.TryGetValue(system, out var row) ? FirmSetup.View(row) : new FirmConnection(system, null, null, false))];
    }

    public Task<ConnectOutcome> ConnectAsync(string firm, string system, Uri baseUrl, string token, CancellationToken cancel) =>
        node.Firms.TryConnectAsync(firm, system, baseUrl, token, cancel);

    public async Task<ConnectOutcome?> TestAsync(string firm, string system, CancellationToken cancel)
    {
        if ((await node.Store.ListConnectionsAsync(cancel)).FirstOrDefault(row => row.Firm == firm && row.System == system) is not { } row)
        {
            return null;
        }

        return await node.Firms.ProbeAsync(system, new Uri(row.BaseUrl), node.Credentials.Open(row.Credential), cancel) switch
        {
            ProbeResult.Reached reached when reached.Tenant == row.Tenant => new ConnectOutcome.Connected(FirmSetup.View(row), reached.Name),
            ProbeResult.Reached reached => new ConnectOutcome.OtherTenant(row.Tenant, reached.Tenant),
            ProbeResult.Failed failed => new ConnectOutcome.NotAccepted(failed.Failure.Reason),
            _ => throw new InvalidOperationException("A probe has two outcomes."),
        };
    }

    private async Task<KeyRow?> FindAsync(string? firm, string id, CancellationToken cancel) =>
        (await node.Store.ListKeysAsync(firm, cancel)).FirstOrDefault(key => key.Id == id);
}
