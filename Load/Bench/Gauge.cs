namespace Counterpart.Load;

/// <summary>Time, processor time and allocations from its making on.</summary>
internal sealed class Gauge(TimeProvider clock)
{
    private readonly long started = clock.GetTimestamp();
    private readonly TimeSpan cpu = Environment.CpuUsage.TotalTime;
    private readonly long allocated = GC.GetTotalAllocatedBytes();

    public Round Read(string name, long edits, int batches) => new(
        name,
        edits,
        batches,
        clock.GetElapsedTime(started),
        Environment.CpuUsage.TotalTime - cpu,
        GC.GetTotalAllocatedBytes() - allocated);
}
