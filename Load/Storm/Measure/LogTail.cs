using System.Net.Http.Json;
using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>
/// Follows the simulators' logs: what was applied at each place, for the account; how stale things are; how often the product calls. What it
/// has read the simulators may forget, so that a long run does not fill them.
/// </summary>
internal sealed class LogTail(Laboratory laboratory, bool forget, TimeProvider clock)
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(250);
    private const int TurnsToForget = 40;
    private readonly Dictionary<(Uri, string), long> positions = [];
    private long reads;
    private long writes;
    private long lists;

    /// <summary>By place, in true order.</summary>
    public Dictionary<Slot, List<Change>> Slots { get; } = [];

    public Staleness Staleness { get; } = new();

    /// <summary>Records that the product read by themselves, at either system.</summary>
    public long Reads => Interlocked.Read(ref reads);

    /// <summary>Writes of the product that a system took.</summary>
    public long Writes => Interlocked.Read(ref writes);

    /// <summary>Pages of lists and of changes.</summary>
    public long Lists => Interlocked.Read(ref lists);

    public bool Truncated { get; private set; }

    /// <summary>What was there before does not count.</summary>
    public async Task BeginAsync(CancellationToken cancel)
    {
        foreach (var system in new[] { laboratory.ClientWorks, laboratory.Wealthbox })
        {
            foreach (var log in new[] { "changes", "calls" })
            {
                await ReadAsync(system, log, _ => { }, cancel);
            }
        }
    }

    public async Task RunAsync(CancellationToken stop)
    {
        for (var turn = 1; !stop.IsCancellationRequested; turn++)
        {
            try
            {
                await CatchUpAsync(stop);
                if (forget && turn % TurnsToForget == 0)
                {
                    await ForgetAsync(stop);
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
            {
                // Too busy to answer: it is read the next time.
            }

            await Task.Delay(Every, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    public async Task CatchUpAsync(CancellationToken cancel)
    {
        foreach (var system in new[] { laboratory.ClientWorks, laboratory.Wealthbox })
        {
            await ReadAsync(system, "changes", TakeChange, cancel);
            await ReadAsync(system, "calls", TakeCall, cancel);
        }
    }

    private async Task ReadAsync(Uri system, string log, Action<JsonElement> take, CancellationToken cancel)
    {
        for (var more = true; more;)
        {
            var after = positions.GetValueOrDefault((system, log));
            var page = await laboratory.Outside.GetFromJsonAsync<JsonElement>(new Uri(system, $"/_control/{log}?after={after}&limit=20000"), cancel);
            foreach (var entry in page.GetProperty(log).EnumerateArray())
            {
                take(entry);
            }

            positions[(system, log)] = page.GetProperty("next").GetInt64();
            Truncated |= page.GetProperty("truncated").GetBoolean();
            more = page.GetProperty("more").GetBoolean();
        }
    }

    private async Task ForgetAsync(CancellationToken cancel)
    {
        foreach (var ((system, log), until) in positions)
        {
            using var answer = await laboratory.Outside.DeleteAsync(new Uri(system, $"/_control/{log}?until={until}"), cancel);
            answer.EnsureSuccessStatusCode();
            if (log == "calls")
            {
                using var sent = await laboratory.Outside.DeleteAsync(new Uri(system, $"/_control/writes?until={until}"), cancel);
                sent.EnsureSuccessStatusCode();
            }
        }
    }

    private void TakeChange(JsonElement entry)
    {
        var (slot, change) = Evidence.Read(entry);
        if (Evidence.PairOf(slot) >= laboratory.Pairs)
        {
            return;
        }

        if (!Slots.TryGetValue(slot, out var changes))
        {
            Slots[slot] = changes = [];
        }

        changes.Add(change);
        Staleness.Take(slot, change);
    }

    private void TakeCall(JsonElement entry)
    {
        if (entry.GetProperty("who").GetString() != "sync" || entry.GetProperty("status").GetInt32() is < 200 or >= 300)
        {
            return;
        }

        var isRead = entry.GetProperty("method").GetString() == "GET";
        Interlocked.Increment(ref entry.GetProperty("record").ValueKind == JsonValueKind.Null ? ref lists : ref isRead ? ref reads : ref writes);
    }
}
