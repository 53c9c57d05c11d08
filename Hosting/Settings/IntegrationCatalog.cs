using System.Collections.Concurrent;
using System.Text.Json;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>The firms' integration settings, kept in memory and written through.</summary>
public sealed class IntegrationCatalog(IStore store, SystemCatalog systems, HostTuning tuning) : ILinkSettings
{
    private readonly ConcurrentDictionary<(string Firm, string Integration), Entry> entries = new();

    /// <summary>Told of every change, with the firm.</summary>
    public event Action<string>? Changed;

    public async ValueTask<LinkSettings> GetAsync(string firm, string integration, CancellationToken cancel) =>
        (await FindAsync(firm, integration, cancel)).Rules;

    public async Task<IntegrationView> ViewAsync(string firm, string integration, CancellationToken cancel)
    {
        var entry = await FindAsync(firm, integration, cancel);
        var pair = IntegrationName.Find(integration);
        return new IntegrationView(integration, pair.HubSystem, pair.PartnerSystem, entry.Version, entry.Settings);
    }

    /// <summary>The view after the change; null when another version than <paramref name="expected"/> is there.</summary>
    public async Task<IntegrationView?> PutAsync(
        string firm, string integration, IntegrationSettings settings, long? expected, CancellationToken cancel)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(settings, HostJson.Default.IntegrationSettings);
        while (true)
        {
            var stored = await store.GetIntegrationAsync(firm, integration, cancel);
            var version = stored?.Version ?? 0;
            if (expected is { } wanted && wanted != version)
            {
                return null;
            }

            if (await store.PutIntegrationAsync(new IntegrationRow(firm, integration, version + 1, bytes), cancel))
            {
                entries[(firm, integration)] = Compose(integration, version + 1, settings);
                Changed?.Invoke(firm);
                return await ViewAsync(firm, integration, cancel);
            }
        }
    }

    private async ValueTask<Entry> FindAsync(string firm, string integration, CancellationToken cancel)
    {
        if (entries.TryGetValue((firm, integration), out var entry))
        {
            return entry;
        }

        var row = await store.GetIntegrationAsync(firm, integration, cancel);
        var settings = row is null ? new IntegrationSettings() : JsonSerializer.Deserialize(row.Settings.Span, HostJson.Default.IntegrationSettings)!;
        return entries.GetOrAdd((firm, integration), Compose(integration, row?.Version ?? 0, settings));
    }

    private Entry Compose(string integration, long version, IntegrationSettings settings)
    {
        var pair = IntegrationName.Find(integration);
        var rules = new LinkSettings(pair.Rules)
        {
            DefaultConflict = settings.OnConflict,
            First = settings.First,
            ContactSync = settings is { Enabled: true, ContactSync: true },
            Region = settings.Region,
            Debounce = tuning.Debounce,
            Hub = systems.Traits(pair.HubSystem).Limits,
            Partner = systems.Traits(pair.PartnerSystem).Limits,
        };
        return new Entry(version, settings, rules);
    }

    private sealed record Entry(long Version, IntegrationSettings Settings, LinkSettings Rules);
}
