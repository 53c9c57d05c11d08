using System.Diagnostics;

namespace Counterpart.Load.Attack;

/// <summary>Watches how much memory the product's process has.</summary>
internal sealed class MemoryWatch : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(200);
    private readonly Process process;
    private readonly ITimer timer;
    private long most;

    public MemoryWatch(int processId, TimeProvider clock)
    {
        process = Process.GetProcessById(processId);
        timer = clock.CreateTimer(_ => Look(), null, TimeSpan.Zero, Every);
    }

    /// <summary>Resident, in MiB.</summary>
    public long Now => Look() / 1024 / 1024;

    public long Most => Interlocked.Read(ref most) / 1024 / 1024;

    public void Dispose()
    {
        timer.Dispose();
        process.Dispose();
    }

    private long Look()
    {
        try
        {
            lock (process)
            {
                process.Refresh();
                var bytes = process.WorkingSet64;
                most = Math.Max(most, bytes);
                return bytes;
            }
        }
        catch (InvalidOperationException)
        {
            // It has ended; the verdict says so.
            return 0;
        }
    }
}
