using System.Globalization;
using System.Runtime;

namespace Counterpart.Load.Scale;

/// <summary>What the kernel holds in memory for a process; 0 where there is no <c>/proc</c>.</summary>
internal static class ProcessMemory
{
    private const double Kibi = 1024;

    /// <summary>In MiB.</summary>
    public static double Now(int id) => Read(id, "VmRSS:");

    /// <summary>The most since <see cref="ForgetPeak"/>, in MiB.</summary>
    public static double Peak() => Read(Environment.ProcessId, "VmHWM:");

    /// <summary>What was done before is collected and given back, and the peak of this process begins anew.</summary>
    public static void ForgetPeak()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        const string Clear = "/proc/self/clear_refs";
        if (File.Exists(Clear))
        {
            File.WriteAllText(Clear, "5");
        }
    }

    private static double Read(int id, string line)
    {
        var status = $"/proc/{id}/status";
        var text = File.Exists(status) ? File.ReadLines(status).FirstOrDefault(found => found.StartsWith(line, StringComparison.Ordinal)) : null;
        return text is null ? 0 : double.Parse(text.Split(' ', '\t').First(part => part.Length > 0 && char.IsAsciiDigit(part[0])), CultureInfo.InvariantCulture) / Kibi;
    }
}
