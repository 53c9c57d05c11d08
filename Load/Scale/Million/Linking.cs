using Counterpart.Load.Lab;

namespace Counterpart.Load.Scale;

/// <summary>Links as a firm makes them: fifty clients in a request, each found in the directory of the other system.</summary>
internal static class Linking
{
    public static async Task<Figure> MeasureAsync(BenchContext context, CancellationToken cancel)
    {
        var pairs = (int)context.Size("linkedByRequests", 2_000, quick: 100);
        await using var laboratory = await Laboratory.StartAsync(pairs, cancel);

        // Both directories are read by the time that the first are linked.
        const int First = 50;
        await laboratory.LinkAsync(0, First, cancel);
        var started = context.Clock.GetTimestamp();
        await laboratory.LinkAsync(First, pairs, cancel);
        var took = context.Clock.GetElapsedTime(started);
        return Figure.Once("million: linking by requests", "links/s", (pairs - First) / took.TotalSeconds, note: "50 clients each, one after another; channels and simulators on the same cores");
    }
}
