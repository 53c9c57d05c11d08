using System.Net.Http.Json;
using System.Text.Json;

namespace Counterpart.Load.Lab.Nodes;

/// <summary>What the partner's own log says of our calls.</summary>
/// <param name="Most">The most calls in any window.</param>
/// <param name="Refused">Calls that the partner refused for its limit.</param>
internal sealed record CallBudgetCheck(int Calls, int Most, int Refused)
{
    public static async Task<CallBudgetCheck> OfAsync(Laboratory laboratory, TimeSpan window, CancellationToken cancel)
    {
        var times = new Dictionary<string, List<DateTimeOffset>>(StringComparer.Ordinal);
        var refused = 0;
        var more = true;
        for (long after = 0; more;)
        {
            var page = await laboratory.Outside.GetFromJsonAsync<JsonElement>(
                new Uri(laboratory.Wealthbox, $"/_control/calls?after={after}&limit=50000"), cancel);
            foreach (var call in page.GetProperty("calls").EnumerateArray().Where(call => call.GetProperty("who").GetString() == "sync"))
            {
                var tenant = call.GetProperty("tenant").GetString()!;
                if (!times.TryGetValue(tenant, out var list))
                {
                    times[tenant] = list = [];
                }

                list.Add(call.GetProperty("at").GetDateTimeOffset());
                refused += call.GetProperty("status").GetInt32() == 429 ? 1 : 0;
            }

            more = page.GetProperty("more").GetBoolean();
            after = page.GetProperty("next").GetInt64();
        }

        return new CallBudgetCheck(times.Values.Sum(list => list.Count), times.Values.Select(list => MostIn(list, window)).DefaultIfEmpty().Max(), refused);
    }

    private static int MostIn(List<DateTimeOffset> times, TimeSpan window)
    {
        times.Sort();
        var (first, most) = (0, 0);
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
}
