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
        while (true)
        {
            var stored = await store.GetIntegrationAsync(firm, integration, cancel);
            var version = stored?.Version ?? 0;
            if (expected is { } wanted && wanted != version)
            {
                return null;
            }

            // What a person said about a channel stands, whoever writes the settings.
            var written = settings.BrakeAnswers is null && stored is not null ? settings with { BrakeAnswers = Read(stored).BrakeAnswers } : settings;
            var bytes = JsonSerializer.SerializeToUtf8Bytes(written, HostJson.Default.IntegrationSettings);
            if (await store.PutIntegrationAsync(new IntegrationRow(firm, integration, version + 1, bytes), cancel))
            {
                entries[(firm, integration)] = Compose(integration, version + 1, written);
                Changed?.Invoke(firm);
                return await ViewAsync(firm, integration, cancel);
            }
        }
    }

    /// <summary>Takes over what other nodes changed.</summary>
    public void Follow(IEnumerable<IntegrationRow> rows)
    {
        foreach (var row in rows)
        {
            var key = (row.Firm, row.Integration);
            if (entries.TryGetValue(key, out var entry)
                && entry.Version < row.Version
                && entries.TryUpdate(key, Compose(row.Integration, row.Version, Read(row)), entry))
            {
                Changed?.Invoke(row.Firm);
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
        var settings = row is null ? new IntegrationSettings() : Read(row);
        return entries.GetOrAdd((firm, integration), Compose(integration, row?.Version ?? 0, settings));
    }

    /// <summary>Members that an older program did not write are missing in what it stored.</summary>
    private static IntegrationSettings Read(IntegrationRow row)
    {
        var settings = JsonSerializer.Deserialize(row.Settings.Span, HostJson.Default.IntegrationSettings)!;
        return settings with { Fields = settings.Fields ?? IntegrationSettings.NoFields, Region = settings.Region ?? "US" };
    }

    private Entry Compose(string integration, long version, IntegrationSettings settings)
    {
        var pair = IntegrationName.Find(integration);
        return new Entry(version, settings, Rules(pair, settings));
    }

    /// <summary>The settings as the core needs them.</summary>
    internal LinkSettings Rules(Integration pair, IntegrationSettings settings) =>
        new(pair.Rules.Select(rule => settings.Fields.TryGetValue(rule.Path, out var own) ? own.Apply(rule) : rule))
        {
            DefaultConflict = settings.OnConflict,
            First = settings.First,
            ContactSync = settings is { Enabled: true, ContactSync: true, Paused: false },
            ObserveOnly = settings.ObserveOnly,
            Region = settings.Region,
            Debounce = tuning.Debounce,
            ClockDifference = tuning.Store.IsShared ? tuning.Store.ClockDifference : TimeSpan.Zero,
            Hub = systems.Traits(pair.HubSystem).Limits,
            Partner = systems.Traits(pair.PartnerSystem).Limits,
        };

    private sealed record Entry(long Version, IntegrationSettings Settings, LinkSettings Rules);
}
