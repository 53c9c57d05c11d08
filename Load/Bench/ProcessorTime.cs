using System.Globalization;

namespace Counterpart.Load;

/// <summary>How the machine spent its processors' time up to now, in ticks of the kernel.</summary>
internal sealed record ProcessorTime(long All, long Steal)
{
    /// <summary>Null where the kernel does not tell.</summary>
    public static ProcessorTime? Read()
    {
        if (!File.Exists("/proc/stat"))
        {
            return null;
        }

        // cpu user nice system idle iowait irq softirq steal
        var ticks = File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
            .Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new ProcessorTime(ticks.Sum(), ticks[7]);
    }

    /// <summary>The share that a virtual machine wanted and did not get.</summary>
    public double StolenSince(ProcessorTime before) => (Steal - before.Steal) / (double)Math.Max(1, All - before.All);
}
