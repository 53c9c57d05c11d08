namespace Counterpart.Simulation;

/// <summary>Runs many seeds on a few threads. Each seed is a world of its own; results come in the order of the seeds.</summary>
internal static class Crew
{
    public static void Run(ulong first, int seeds, int workers, Func<ulong, SeedResult> run, Action<SeedResult> done)
    {
        var finished = new SortedDictionary<ulong, SeedResult>();
        var gate = new Lock();
        var started = -1;
        var told = first;
        var threads = Enumerable.Range(0, workers).Select(_ => new Thread(Work, 16 << 20)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        void Work()
        {
            for (var number = Interlocked.Increment(ref started); number < seeds; number = Interlocked.Increment(ref started))
            {
                var result = run(first + (ulong)number);
                lock (gate)
                {
                    finished.Add(result.Seed, result);
                    while (finished.Remove(told, out var next))
                    {
                        told++;
                        done(next);
                    }
                }
            }
        }
    }
}
