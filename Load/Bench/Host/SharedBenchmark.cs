namespace Counterpart.Load;

/// <summary>A node that shares its store with others, against one that has it for itself.</summary>
internal sealed class SharedBenchmark : IBenchmark
{
    public string Name => "shared";

    public string Description => "Durable edits a second of a node that reads rows anew because others write too, over one that has the store for itself.";

    public async Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel)
    {
        if (await PostgresRounds.StartAsync(context, context.Links(5_000, quick: 1_000), cancel) is not { } server)
        {
            return [];
        }

        await using (server)
        {
            return await RoundsInTurn.RunAsync(
                context,
                Name,
                context.Rounds(3),
                context.WarmUp(6),
                context.Duration(3),
                wanted: null,
                async duration => (await server.RunAsync("shared", duration, shared: true, cancel), await server.RunAsync("own", duration, shared: false, cancel)));
        }
    }
}
