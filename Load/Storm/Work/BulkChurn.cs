using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>Fifty clients are linked in one request, then unlinked in one, again and again.</summary>
internal sealed class BulkChurn(Laboratory laboratory, int firstPair, int count, Calls calls, TimeSpan every, TimeProvider clock)
{
    /// <summary>Links that were not made at all in so many requests are a failure.</summary>
    private const int Patience = 200;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    public Meter Requests { get; } = new();

    public int Rounds { get; private set; }

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await UntilAllAsync("/v1/links", "linked", stop);
            await Task.Delay(every / 2, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await UntilAllAsync("/v1/links/unlink", "unlinked", stop);
            await Task.Delay(every / 2, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Rounds += stop.IsCancellationRequested ? 0 : 1;
        }
    }

    // A link that leaves can't be linked until no write is on its way any more, and a dead silo's links answer later: both say so.
    private async Task UntilAllAsync(string path, string wanted, CancellationToken stop)
    {
        var left = Enumerable.Range(firstPair, count).Select(Laboratory.Client).ToList();
        for (var tries = 1; left.Count > 0 && !stop.IsCancellationRequested; tries++)
        {
            var body = await calls.SendAsync(
                Requests,
                HttpMethod.Post,
                path,
                laboratory.FirmOf(firstPair).Admin,
                new { integration = Laboratory.Integration, clients = left },
                TimeSpan.Zero,
                answer => tries > Patience ? $"{left.Count} links are not {wanted}: {answer}" : null,
                stop);
            if (body is { } answered)
            {
                left = [.. answered.GetProperty("outcomes").EnumerateArray().Where(outcome => !Is(outcome, wanted)).Select(outcome => outcome.GetProperty("client").GetString()!)];
            }

            if (left.Count > 0)
            {
                await Task.Delay(Pause, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private static bool Is(JsonElement outcome, string wanted) => outcome.GetProperty("result").GetString() is var result
        && (result == wanted || (wanted == "unlinked" && result is "leaving" or "notLinked"));
}
