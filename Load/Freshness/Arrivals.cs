using System.Net.Http.Json;
using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Freshness;

/// <summary>How long each edit of a person took to the other side, by the simulators' own logs and clock.</summary>
internal sealed class Arrivals
{
    private readonly Dictionary<string, (string System, DateTimeOffset At)> edits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> arrived = new(StringComparer.Ordinal);

    public static async Task<Arrivals> ReadAsync(Laboratory laboratory, DateTimeOffset from, CancellationToken cancel)
    {
        var arrivals = new Arrivals();
        var entries = new List<(string System, string Who, DateTimeOffset At, string Token)>();
        foreach (var system in new[] { laboratory.ClientWorks, laboratory.Wealthbox })
        {
            entries.AddRange(await EntriesAsync(laboratory.Outside, system, cancel));
        }

        foreach (var (system, who, at, token) in entries.Where(entry => entry.At >= from).OrderBy(entry => entry.At))
        {
            if (who == "user")
            {
                arrivals.edits.TryAdd(token, (system, at));
            }
            else if (arrivals.edits.TryGetValue(token, out var edit) && edit.System != system)
            {
                arrivals.arrived.TryAdd(token, at);
            }
        }

        return arrivals;
    }

    /// <summary>Delays of the edits made in a system that came to the other one, shortest first; and how many did not.</summary>
    public (IReadOnlyList<TimeSpan> Delays, int Never) From(string system)
    {
        var own = edits.Where(edit => edit.Value.System == system).ToList();
        var delays = own.Where(edit => arrived.ContainsKey(edit.Key)).Select(edit => arrived[edit.Key] - edit.Value.At).Order().ToList();
        return (delays, own.Count - delays.Count);
    }

    private static async Task<List<(string System, string Who, DateTimeOffset At, string Token)>> EntriesAsync(HttpClient http, Uri system, CancellationToken cancel)
    {
        var entries = new List<(string, string, DateTimeOffset, string)>();
        for (long after = 0; ;)
        {
            var page = await http.GetFromJsonAsync<JsonElement>(new Uri(system, $"/_control/changes?after={after}&limit=50000"), cancel);
            entries.AddRange(page.GetProperty("changes").EnumerateArray()
                .Where(entry => Tokens.Of(entry.GetProperty("after")) is not null)
                .Select(entry => (
                    entry.GetProperty("system").GetString()!,
                    entry.GetProperty("who").GetString()!,
                    entry.GetProperty("at").GetDateTimeOffset(),
                    Tokens.Of(entry.GetProperty("after"))!)));
            if (!page.GetProperty("more").GetBoolean())
            {
                return entries;
            }

            after = page.GetProperty("next").GetInt64();
        }
    }
}
