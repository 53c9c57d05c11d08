namespace Counterpart.Load;

/// <summary>What the server can do: the rate at which connections are answered that do nothing else than post.</summary>
internal sealed class Saturating(HttpTarget target, BenchContext context)
{
    private readonly ClosedLoop loop = new(target, context.Clock);
    private readonly int connections = context.Callers(512);

    /// <summary>Edits a second.</summary>
    public async Task<double> PeakAsync(TimeSpan duration, CancellationToken cancel) => (await loop.RunAsync(
        "saturation",
        connections,
        duration,
        (connection, requests, stop) => HttpTurns.SingleAsync(target.Edits, connection, requests, stop),
        cancel)).Rate;
}
