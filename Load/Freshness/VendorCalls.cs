using System.Net.Http.Json;
using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Freshness;

/// <summary>The product's calls by the vendor's own log.</summary>
internal sealed class VendorCalls
{
    private VendorCalls(List<(DateTimeOffset At, int Status, bool List)> calls) => Calls = calls;

    public IReadOnlyList<(DateTimeOffset At, int Status, bool List)> Calls { get; }

    public int Refused => Calls.Count(call => call.Status == 429);

    public static async Task<VendorCalls> ReadAsync(Laboratory laboratory, CancellationToken cancel)
    {
        var calls = new List<(DateTimeOffset, int, bool)>();
        for (long after = 0; ;)
        {
            var page = await laboratory.Outside.GetFromJsonAsync<JsonElement>(new Uri(laboratory.Wealthbox, $"/_control/calls?after={after}&limit=50000"), cancel);
            calls.AddRange(page.GetProperty("calls").EnumerateArray()
                .Where(call => call.GetProperty("who").GetString() == "sync" && call.GetProperty("tenant").GetString() == "9001")
                .Select(call => (
                    call.GetProperty("at").GetDateTimeOffset(), call.GetProperty("status").GetInt32(), call.GetProperty("path").GetString() == "/v1/contacts")));
            if (!page.GetProperty("more").GetBoolean())
            {
                return new VendorCalls(calls);
            }

            after = page.GetProperty("next").GetInt64();
        }
    }

    /// <summary>The most calls that any window of such a length held.</summary>
    public int Most(TimeSpan window)
    {
        var times = Calls.Select(call => call.At).Order().ToList();
        var (most, first) = (0, 0);
        for (var last = 0; last < times.Count; last++)
        {
            while (times[first] <= times[last] - window)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        return most;
    }

    public int Between(DateTimeOffset from, DateTimeOffset to) => Calls.Count(call => call.At >= from && call.At < to);

    /// <summary>The times between two looks at the list of changes, shortest first.</summary>
    public IReadOnlyList<TimeSpan> Gaps(DateTimeOffset from)
    {
        var looks = Calls.Where(call => call.List && call.At >= from).Select(call => call.At).Order().ToList();
        return [.. looks.Zip(looks.Skip(1), (one, next) => next - one).Order()];
    }
}
