using System.Buffers.Text;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;

namespace Counterpart.Load.Attack;

/// <summary>What one caller can see, by kind.</summary>
internal sealed class Identifiers
{
    private readonly Dictionary<ProbedThing, List<string>> seen = [];

    public IReadOnlyList<string> this[ProbedThing thing] => seen.GetValueOrDefault(thing) ?? [];

    public int Count => seen.Values.Sum(list => list.Count);

    /// <summary>Everything that an administrator's answers name.</summary>
    public static async Task<Identifiers> OfFirmAsync(HttpClient admin, string firm, CancellationToken cancel)
    {
        var found = new Identifiers();
        foreach (var listing in new[] { "clients", "links" })
        {
            found.Add(ProbedThing.Cursor, (await PageAsync(admin, $"/v1/{listing}?limit=2", listing, cancel)).Next);
        }

        foreach (var client in await ClientsAsync(admin, cancel))
        {
            found.Add(ProbedThing.Client, client);
        }

        var (links, _) = await PageAsync(admin, "/v1/links?limit=200", "links", cancel);
        links.Where(link => link.GetProperty("partner").ValueKind == JsonValueKind.Object).ToList()
            .ForEach(link => found.Add(ProbedThing.Record, link.GetProperty("partner").GetProperty("record").GetString()));
        var (keys, _) = await PageAsync(admin, "/v1/keys", "keys", cancel);
        keys.ForEach(key => found.Add(ProbedThing.Key, key.GetProperty("id").GetString()));
        found.Add(ProbedThing.Firm, firm);
        return found;
    }

    public static async Task<IEnumerable<string>> ClientsAsync(HttpClient caller, CancellationToken cancel) =>
        (await PageAsync(caller, "/v1/clients?limit=200", "clients", cancel)).Items.Select(client => client.GetProperty("client").GetString()!);

    /// <summary>Clients of others' books, as somebody sees them who may not.</summary>
    public static Identifiers OfClients(IEnumerable<string> clients)
    {
        var found = new Identifiers();
        foreach (var client in clients)
        {
            found.Add(ProbedThing.Client, client);
        }

        return found;
    }

    /// <summary>An identifier of the same look that nothing has.</summary>
    public static string Unknown(ProbedThing thing, string like, Random random) => thing switch
    {
        ProbedThing.Client => $"CW-7{random.Next(10_000, 99_999)}",
        ProbedThing.Record => $"7{random.Next(1000, 9999)}",
        ProbedThing.Key => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(like.Length / 2)),
        ProbedThing.Firm => new string('q', like.Length),
        _ => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(like.Length * 3 / 4)),
    };

    private static async Task<(List<JsonElement> Items, string? Next)> PageAsync(HttpClient admin, string path, string list, CancellationToken cancel)
    {
        var page = await admin.GetFromJsonAsync<JsonElement>(path, cancel);
        return ([.. page.GetProperty(list).EnumerateArray()], page.TryGetProperty("next", out var next) ? next.GetString() : null);
    }

    private void Add(ProbedThing thing, string? id)
    {
        if (id is not null)
        {
            if (!seen.TryGetValue(thing, out var list))
            {
                seen[thing] = list = [];
            }

            list.Add(id);
        }
    }
}
