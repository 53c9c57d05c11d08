namespace Counterpart.Load;

/// <summary>Edits over HTTP, over an endpoint that does nothing.</summary>
internal sealed class HttpBenchmark : IBenchmark
{
    private const int BatchSize = 100;

    /// <summary>As a hub has them that posts what changed.</summary>
    private const int FewConnections = 8;
    private const string Empty = "empty";
    private const string Single = "single";
    private const string SingleOfFew = "single, 8 connections";
    private const string BatchesOfFew = "batches, 8 connections";
    private const string WithChannels = "with channels";

    public string Name => "http";

    public string Description => "Durable edits a second over HTTP, one in a post, over requests to the same server's liveness; in batches; and with channels on.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        var (rounds, duration, warmUp, connections) = (context.Rounds(5), context.Duration(2.5), context.WarmUp(10), context.Callers(256));
        await using var target = await HttpTarget.StartAsync(context, Math.Max(context.Links(1_000, quick: 1_000), FewConnections * BatchSize), cancel);
        var (rates, costs, allocations) = (new RoundValues(), new RoundValues(), new RoundValues());
        var loop = new ClosedLoop(target, context.Clock);
        for (var round = 0; round <= rounds; round++)
        {
            await context.SayAsync(round == 0 ? "  warm-up" : $"  round {round}");
            var time = round == 0 ? warmUp : duration;
            Take(await loop.RunAsync(Empty, connections, time, HttpTurns.EmptyAsync, cancel));
            Take(await loop.RunAsync(Single, connections, time, SingleAsync, cancel));
            Take(await loop.RunAsync(SingleOfFew, FewConnections, time, SingleAsync, cancel));
            Take(await loop.RunAsync(BatchesOfFew, FewConnections, time, BatchAsync, cancel));
            await target.ResumeAsync(cancel);
            Take(await loop.RunAsync(WithChannels, connections, time, SingleAsync, cancel));
            await target.PauseAsync(cancel);

            void Take(LoopRound measured)
            {
                context.Output.WriteLine($"    {measured}");
                if (round > 0)
                {
                    rates.Add(measured.Name, measured.Rate);
                    costs.Add(measured.Name, measured.MicrosecondsEach);
                    allocations.Add(measured.Name, measured.BytesEach);
                }
            }
        }

        await target.VerifyAsync(cancel);
        return
        [
            Figure.Ratio("http", rates.Ratio(Single, Empty), Wanted.AtLeast(0.3, goal: 0.5), "channels paused"),
            Figure.Ratio("http with channels", rates.Ratio(WithChannels, Empty), note: "simulators on the same processors"),
            Figure.Ratio("batch", rates.Ratio(BatchesOfFew, SingleOfFew), Wanted.AtLeast(5), $"edits in posts of {BatchSize} over edits in posts of one, both from {FewConnections} connections"),
            Figure.Ratio("batch at saturation", rates.Ratio(BatchesOfFew, Single), note: $"the same batches over posts of one from {connections} connections"),
            .. rates.Parts.Select(part => new Figure($"http: {part}", part == Empty ? "requests/s" : "edits/s", rates.Of(part))),
            .. costs.Parts.Select(part => new Figure($"http: {part}, the server's processor time", part == Empty ? "us a request" : "us an edit", costs.Of(part))),
            .. allocations.Parts.Select(part => new Figure($"http: {part}, allocated by the server", part == Empty ? "B a request" : "B an edit", allocations.Of(part))),
        ];

        ValueTask<int> SingleAsync(LeanConnection connection, LeanRequests requests, CancellationToken stop) =>
            HttpTurns.SingleAsync(target.Edits, connection, requests, stop);

        ValueTask<int> BatchAsync(LeanConnection connection, LeanRequests requests, CancellationToken stop) =>
            HttpTurns.BatchAsync(target.Edits, BatchSize, connection, requests, stop);
    }
}
