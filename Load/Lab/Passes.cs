using System.Net.Http.Json;
using System.Text.Json;

namespace Counterpart.Load.Lab;

/// <summary>Waits until the product has looked through both systems again: before that, agreement says nothing of the last edits.</summary>
internal static class Passes
{
    // One may be under way already, and the second begins after it.
    private const int Enough = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public static Task WaitAsync(Laboratory laboratory, TimeProvider clock, CancellationToken cancel) => Task.WhenAll(
        WaitAsync(laboratory.Outside, laboratory.ClientWorks, "/hub/v1/changes", clock, cancel),
        WaitAsync(laboratory.Outside, laboratory.Wealthbox, "/v1/contacts", clock, cancel));

    private static async Task WaitAsync(HttpClient http, Uri system, string list, TimeProvider clock, CancellationToken cancel)
    {
        var (mark, _) = await CountAsync(http, system, list, after: 0, cancel);
        var end = clock.GetUtcNow() + Limit;
        for (var passes = 0; passes < Enough; (_, passes) = await CountAsync(http, system, list, mark, cancel))
        {
            if (clock.GetUtcNow() > end)
            {
                throw new InvalidOperationException($"Nothing has read {system} for {Limit}.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, cancel);
        }
    }

    /// <summary>How many of our reads of the list were answered since, and the log's present end.</summary>
    private static async Task<(long End, int Passes)> CountAsync(HttpClient http, Uri system, string list, long after, CancellationToken cancel)
    {
        var passes = 0;
        while (true)
        {
            var page = await http.GetFromJsonAsync<JsonElement>(new Uri(system, $"/_control/calls?after={after}&limit=100000"), cancel);
            passes += page.GetProperty("calls").EnumerateArray().Count(call =>
                call.GetProperty("who").GetString() == "sync" && call.GetProperty("path").GetString() == list && call.GetProperty("status").GetInt32() == 200);
            after = page.GetProperty("next").GetInt64();
            if (!page.GetProperty("more").GetBoolean())
            {
                return (after, passes);
            }
        }
    }
}
