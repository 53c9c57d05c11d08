using System.Globalization;

namespace Counterpart.Load;

/// <summary>Connections, each of which sends its next request as soon as the last one is answered.</summary>
internal sealed class ClosedLoop(HttpTarget target, TimeProvider clock)
{
    /// <param name="turn">Sends one request, and gives how much was done by it.</param>
    public async Task<LoopRound> RunAsync(
        string name, int connections, TimeSpan duration, Func<LeanConnection, LeanRequests, CancellationToken, ValueTask<int>> turn, CancellationToken cancel)
    {
        var before = await target.UseAsync(cancel);
        var started = clock.GetTimestamp();
        var end = started + (long)(duration.TotalSeconds * clock.TimestampFrequency);
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => WorkAsync(end, turn, cancel), cancel)));
        var elapsed = clock.GetElapsedTime(started);
        var after = await target.UseAsync(cancel);
        return new LoopRound(name, counts.Sum(), elapsed, after.Processor - before.Processor, after.Allocated - before.Allocated);
    }

    private async Task<long> WorkAsync(long end, Func<LeanConnection, LeanRequests, CancellationToken, ValueTask<int>> turn, CancellationToken cancel)
    {
        using var connection = new LeanConnection(target.Address);
        await connection.ConnectAsync(cancel);
        var requests = target.Requests();
        var done = 0L;
        while (clock.GetTimestamp() < end)
        {
            done += await turn(connection, requests, cancel);
        }

        return done;
    }
}

/// <param name="Processor">Of the server alone.</param>
/// <param name="Allocated">Bytes, by the server.</param>
internal sealed record LoopRound(string Name, long Done, TimeSpan Elapsed, TimeSpan Processor, double Allocated)
{
    public double Rate => Done / Elapsed.TotalSeconds;

    public double MicrosecondsEach => Processor.TotalMicroseconds / Math.Max(1, Done);

    public double BytesEach => Allocated / Math.Max(1, Done);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Name,-22} {Rate,9:F0}/s  the server: {MicrosecondsEach,6:F1} us and {BytesEach,7:F0} B each");
}
