using System.Globalization;

namespace Counterpart.Load;

/// <summary>Runs benchmarks one after another, and tells all their figures at the end.</summary>
internal sealed class BenchRun(IReadOnlyList<IBenchmark> benchmarks, BenchOptions options, TimeProvider clock, TextWriter output)
{
    /// <returns>Whether every benchmark came to its end and no figure missed its gate.</returns>
    public async Task<bool> RunAsync(CancellationToken cancel)
    {
        await output.WriteLineAsync(Machine.Describe());
        var machine = Machine.Look();
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"{machine.Processor}, {machine.MemoryGiB:0.#} GiB, PostgreSQL {machine.PostgreSql ?? "is not installed"}, commit {Machine.Revision ?? "unknown"}"));
        using var shared = new BenchFolder(options.Keep);
        var figures = new List<Figure>();
        var failed = new List<string>();
        foreach (var benchmark in benchmarks)
        {
            try
            {
                figures.AddRange(await MeasureAsync(benchmark, shared, machine, cancel));
            }
            catch (Exception fault) when (!cancel.IsCancellationRequested)
            {
                // The others can still be measured.
                failed.Add(benchmark.Name);
                await output.WriteLineAsync($"{benchmark.Name} FAILED: {fault}");
            }
        }

        await output.WriteLineAsync();
        foreach (var line in FigureTable.Plain(figures))
        {
            await output.WriteLineAsync(line);
        }

        var missed = figures.Count(figure => figure.Verdict is Verdict.GateMissed);
        await output.WriteLineAsync(
            $"{figures.Count} figures, {missed} short of their gate{(failed.Count > 0 ? $"; not measured to the end: {string.Join(", ", failed)}" : "")}");
        return missed == 0 && failed.Count == 0;
    }

    private async Task<IReadOnlyList<Figure>> MeasureAsync(IBenchmark benchmark, BenchFolder shared, MachineDescription machine, CancellationToken cancel)
    {
        using var folder = new BenchFolder();
        var context = new BenchContext(options, folder, shared, clock, output);
        var (at, started, before, time) = (clock.GetUtcNow(), clock.GetTimestamp(), Machine.Now(), ProcessorTime.Read());
        await output.WriteLineAsync($"{benchmark.Name}: {benchmark.Description} Load {Machine.Load()}.");
        var figures = await benchmark.RunAsync(context, cancel);
        var stolen = time is null ? null : ProcessorTime.Read()?.StolenSince(time);
        var took = clock.GetElapsedTime(started);
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture, $"  {benchmark.Name} took {took.TotalSeconds:0} s, load {Machine.Load()}, steal {stolen ?? 0:P1}"));
        if (options.Out is { } results && figures.Count > 0)
        {
            var result = new BenchResult(
                benchmark.Name, benchmark.Description, at, took.TotalSeconds, Machine.Revision, machine, before, Machine.Now(), stolen, context.Used, figures);
            await ResultFiles.WriteAsync(results, result, cancel);
        }

        return figures;
    }
}
