using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;

namespace Counterpart.Load.Lab;

/// <summary>Everything that tells the truth about a run: the simulators' logs of changes, and the product's history.</summary>
internal sealed class Evidence
{
    private Evidence(Dictionary<Slot, List<Change>> slots, IReadOnlyDictionary<int, History> histories)
    {
        Slots = slots;
        Histories = histories;
    }

    /// <summary>What was applied at each field of each record, in true order.</summary>
    public IReadOnlyDictionary<Slot, List<Change>> Slots { get; }

    /// <summary>By pair.</summary>
    public IReadOnlyDictionary<int, History> Histories { get; }

    public static async Task<Evidence> GatherAsync(Laboratory laboratory, CancellationToken cancel)
    {
        var slots = new Dictionary<Slot, List<Change>>();
        foreach (var system in new[] { laboratory.ClientWorks, laboratory.Wealthbox })
        {
            await ReadChangesAsync(laboratory, system, slots, cancel);
        }

        return await GatherAsync(laboratory, slots, Enumerable.Range(0, laboratory.Pairs), cancel);
    }

    /// <summary>With the histories of some pairs, beside what is known of the changes.</summary>
    public static async Task<Evidence> GatherAsync(Laboratory laboratory, Dictionary<Slot, List<Change>> slots, IEnumerable<int> pairs, CancellationToken cancel)
    {
        var histories = new ConcurrentDictionary<int, History>();
        await Laboratory.EachPairAsync(pairs, async pair => histories[pair] = await ReadHistoryAsync(laboratory, pair, cancel), cancel);
        return new Evidence(slots, histories);
    }

    /// <summary>An entry of a simulator's log of changes.</summary>
    public static (Slot Slot, Change Change) Read(JsonElement entry) => (
        new Slot(
            entry.GetProperty("system").GetString()!,
            entry.GetProperty("record").GetString()!,
            entry.GetProperty("path").GetString()!,
            entry.GetProperty("row").GetString()),
        new Change(
            entry.GetProperty("seq").GetInt64(),
            entry.GetProperty("who").GetString() == "sync",
            Tokens.Of(entry.GetProperty("after")),
            entry.GetProperty("at").GetDateTimeOffset()));

    public static int PairOf(Slot slot) =>
        slot.System == "clientworks" ? Laboratory.PairOfClient(slot.Record) : Laboratory.PairOfContact(slot.Record);

    private static async Task ReadChangesAsync(Laboratory laboratory, Uri system, Dictionary<Slot, List<Change>> slots, CancellationToken cancel)
    {
        long after = 0;
        while (true)
        {
            var page = await laboratory.Outside.GetFromJsonAsync<JsonElement>(new Uri(system, $"/_control/changes?after={after}&limit=50000"), cancel);
            foreach (var entry in page.GetProperty("changes").EnumerateArray())
            {
                var (slot, change) = Read(entry);
                if (PairOf(slot) >= laboratory.Pairs)
                {
                    // No person edits it: its values are no edits.
                    continue;
                }

                if (!slots.TryGetValue(slot, out var changes))
                {
                    slots[slot] = changes = [];
                }

                changes.Add(change);
            }

            if (!page.GetProperty("more").GetBoolean())
            {
                return;
            }

            after = page.GetProperty("next").GetInt64();
        }
    }

    private static async Task<History> ReadHistoryAsync(Laboratory laboratory, int pair, CancellationToken cancel)
    {
        var history = new History();
        var before = string.Empty;
        while (true)
        {
            var page = await laboratory.GetAsync(
                pair, $"/v1/links/{Laboratory.Integration}/{Laboratory.Client(pair)}/history?limit=200{before}", cancel);
            foreach (var entry in page.GetProperty("entries").EnumerateArray())
            {
                history.Add(entry);
            }

            if (page.GetProperty("nextBefore").ValueKind == JsonValueKind.Null)
            {
                return history;
            }

            before = $"&before={page.GetProperty("nextBefore").GetInt64()}";
        }
    }
}

/// <param name="Row">The row's id in a list.</param>
internal sealed record Slot(string System, string Record, string Path, string? Row);

/// <param name="Ours">Applied by Counterpart, and not by a person.</param>
internal sealed record Change(long Seq, bool Ours, string? Token, DateTimeOffset At);

/// <summary>What a link's history says of each value.</summary>
internal sealed class History
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> lost = new(StringComparer.Ordinal);
    private readonly HashSet<long> records = [];
    private readonly List<JsonElement> entries = [];

    /// <summary>What the history says at a path, newest first.</summary>
    public IEnumerable<string> At(string path) =>
        entries.Where(entry => entry.TryGetProperty("path", out var at) && at.GetString() == path).Select(entry => entry.GetRawText());

    /// <summary>
    /// Whether a write of the value was begun and somebody edited the field there before it was known what became of it: by the
    /// history the edit is later, and the value may never have arrived.
    /// </summary>
    public bool WasOvertakenOnItsWay(string token)
    {
        var sent = entries.Find(entry => What(entry) == "sending" && Tokens.Of(entry.GetProperty("value")) == token);
        if (sent.ValueKind == JsonValueKind.Undefined)
        {
            return false;
        }

        // The history is read from its end.
        var settled = entries.FindLast(entry => What(entry) == "written"
            && entry.GetProperty("path").GetString() == sent.GetProperty("path").GetString()
            && entry.GetProperty("seq").GetInt64() > sent.GetProperty("seq").GetInt64());
        return settled.ValueKind != JsonValueKind.Undefined && settled.GetProperty("rule").GetString() == "overtaken";
    }

    /// <summary>At which path a value is told of; null: at none.</summary>
    public string? PathOf(string token) =>
        entries.Where(entry => entry.GetRawText().Contains(token, StringComparison.Ordinal) && entry.TryGetProperty("path", out _))
            .Select(entry => entry.GetProperty("path").GetString()).FirstOrDefault();

    public bool HasSeen(string token) => seen.Contains(token);

    public bool HasRecord(long seq) => records.Contains(seq);

    /// <summary>The rule by which the value lost; null when it did not lose.</summary>
    public string? LostBy(string token) => lost.GetValueOrDefault(token);

    private static string? What(JsonElement entry) => entry.GetProperty("what").GetString();

    public void Add(JsonElement entry)
    {
        var what = What(entry);
        records.Add(entry.GetProperty("seq").GetInt64());
        entries.Add(entry.Clone());
        if (what is "seen" or "lateWrite" && Tokens.Of(entry.GetProperty("value")) is { } token)
        {
            seen.Add(token);
        }

        if (what == "won" && entry.GetProperty("lost") is { ValueKind: JsonValueKind.Object } loser && Tokens.Of(loser.GetProperty("value")) is { } beaten)
        {
            lost[beaten] = entry.GetProperty("rule").GetString()!;
        }
    }
}
