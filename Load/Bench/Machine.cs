using System.Globalization;
using System.Reflection;
using System.Runtime;
using System.Runtime.InteropServices;
using Counterpart.Load.Lab;

namespace Counterpart.Load;

/// <summary>What figures were measured on.</summary>
internal static class Machine
{
    /// <summary>The commit that this program was built of; null where it was built of none.</summary>
    public static string? Revision =>
        typeof(Machine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+') is [_, { Length: >= 12 } commit]
            ? commit[..12]
            : null;

    public static string Describe() =>
        $"machine: {Environment.ProcessorCount} cores {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.OSDescription.Trim()}, " +
        $"{RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} GC";

    /// <summary>The machine's load, so that a figure measured beside other work says so.</summary>
    public static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    public static MachineDescription Look() => new(
        Processor(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024), 1),
        RuntimeInformation.OSDescription.Trim(),
        RuntimeInformation.FrameworkDescription,
        GCSettings.IsServerGC ? "server" : "workstation",
        PrivatePostgres.FindBinaries() is { } binaries ? PrivatePostgres.VersionOf(binaries) : null);

    public static MachineLoad Now() => new(
        double.TryParse(Load(), CultureInfo.InvariantCulture, out var load) ? load : null, ProcessorTime.Read() is { } time ? time.Steal / (double)time.All : null);

    private static string Processor()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info) ? File.ReadLines(Info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? $"{RuntimeInformation.ProcessArchitecture}" : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}
