using System.Text.Json;

namespace Counterpart.Load.Lab;

/// <summary>Waits until every link agrees and nothing more is written.</summary>
internal static class Quiet
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    public static async Task WaitAsync(Laboratory laboratory, TimeProvider clock, TextWriter output, CancellationToken cancel)
    {
        await Passes.WaitAsync(laboratory, clock, cancel);
        var end = clock.GetUtcNow() + Limit;
        long revisions = -1;
        while (true)
        {
            var (restless, sum, sample) = await LookAsync(laboratory, cancel);
            if (restless == 0 && sum == revisions)
            {
                return;
            }

            if (clock.GetUtcNow() > end)
            {
                throw new InvalidOperationException($"After {Limit} {restless} links do not agree; one of them: {sample}");
            }

            await output.WriteLineAsync($"  {restless} links do not agree yet");
            revisions = sum;
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Clamp(4 * laboratory.Pairs, 400, 4000)), clock, cancel);
        }
    }

    private static async Task<(int Restless, long Revisions, string? Sample)> LookAsync(Laboratory laboratory, CancellationToken cancel)
    {
        var restless = 0;
        long revisions = 0;
        string? sample = null;
        await laboratory.EachPairAsync(
            async pair =>
            {
                var link = await laboratory.GetAsync(pair, $"/v1/links/{Laboratory.Integration}/{Laboratory.Client(pair)}", cancel);
                Interlocked.Add(ref revisions, link.GetProperty("revision").GetInt64());
                if (link.GetProperty("status").GetString() != "linked"
                    || link.GetProperty("paths").EnumerateArray().Any(path => path.GetProperty("status").GetString() != "agreed"))
                {
                    Interlocked.Increment(ref restless);
                    Interlocked.CompareExchange(ref sample, link.ToString(), null);
                }
            },
            cancel);
        return (restless, revisions, sample);
    }
}
