using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>By the product's list of links: whether two have the same partner record.</summary>
internal static class ClaimCheck
{
    /// <returns>Links that have a partner, and records that more than one has.</returns>
    public static async Task<(int Held, int Twice)> OfAsync(Laboratory laboratory, CancellationToken cancel)
    {
        var holders = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var (number, firm) in laboratory.Firms.Index())
        {
            string? cursor = null;
            do
            {
                var page = await laboratory.GetAsync(
                    firm, $"/v1/links?integration={Laboratory.Integration}&limit=200{(cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}")}", cancel);
                foreach (var link in page.GetProperty("links").EnumerateArray())
                {
                    Add(holders, number, link);
                }

                cursor = page.GetProperty("next").GetString();
            }
            while (cursor is not null);
        }

        return (holders.Count, holders.Values.Count(links => links.Count > 1));
    }

    private static void Add(Dictionary<string, HashSet<string>> holders, int firm, JsonElement link)
    {
        if (link.GetProperty("partner") is { ValueKind: JsonValueKind.Object } partner)
        {
            var record = $"{partner.GetProperty("tenant")} {partner.GetProperty("record")}";
            if (!holders.TryGetValue(record, out var links))
            {
                holders[record] = links = new HashSet<string>(StringComparer.Ordinal);
            }

            links.Add($"{firm} {link.GetProperty("client")}");
        }
    }
}
