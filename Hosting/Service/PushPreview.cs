using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Lists what is owed, with why: while a firm only observes, what would be written.</summary>
internal sealed class PushPreview(IStore store, LinkListing listing)
{
    /// <summary>How far back the reason is looked for.</summary>
    private const int HistoryEntries = 200;

    public async Task<PreviewPage> ReadAsync(Caller caller, string integration, LinkKey? after, int limit, CancellationToken cancel)
    {
        var query = new LinkListQuery(caller.Firm!, integration, null, WithNotices: false, caller.Book, caller.OwnRecord, after, limit);
        var (found, next) = await LinkScan.ReadAsync(store, query, Owed, limit, cancel);
        var names = await listing.NamesAsync(caller.Firm!, [.. found.Select(path => path.Link).Distinct()], cancel);
        var told = ImmutableArray.CreateBuilder<PreviewView>(found.Length);
        foreach (var link in found.GroupBy(path => path.Link))
        {
            var reasons = await ReasonsAsync(link.Key, cancel);
            told.AddRange(link.Select(path => reasons.TryGetValue(path.Path, out var entry)
                ? path with { Name = names[path.Link], What = entry.What, Rule = entry.Rule, Why = entry.Text, Since = entry.At }
                : path with { Name = names[path.Link] }));
        }

        return new PreviewPage(told.ToImmutable(), next);
    }

    private static IReadOnlyCollection<PreviewView> Owed(LinkRow row)
    {
        if (row.Differing == 0)
        {
            return [];
        }

        var state = StoredState.Of(row);
        return state.Phase.IsKept()
            ? [.. state.Registers.Where(entry => entry.Value is { Status: RegisterStatus.Owed }).Select(entry => View(row.Key, entry.Key, entry.Value))]
            : [];
    }

    private static PreviewView View(LinkKey key, string path, Register register)
    {
        var to = register.OwedTo;
        var system = to == Side.Hub ? IntegrationName.Hub(key.Integration) : IntegrationName.Partner(key.Integration);
        return new PreviewView(key, key.Client, path, to, system, View(register.Of(to.Other())), View(register.Of(to)), null, null, null, null);
    }

    private static SideView View(SideValue value) => new(value.Seen ?? FieldValue.Blank, value.Version, value.NotAfter);

    /// <summary>The newest decision that made a path owed.</summary>
    private async Task<Dictionary<string, HistoryEntry>> ReasonsAsync(LinkKey key, CancellationToken cancel)
    {
        var page = await new HistoryReader(store).ReadAsync(key, null, long.MaxValue, HistoryEntries, cancel);
        var reasons = new Dictionary<string, HistoryEntry>(StringComparer.Ordinal);
        foreach (var entry in page.Entries.Where(entry => entry is { Path: not null, What: "owed" or "won" }))
        {
            reasons.TryAdd(entry.Path!, entry);
        }

        return reasons;
    }
}
