using System.Runtime;
using System.Runtime.InteropServices;

namespace Counterpart.Load;

/// <summary>What figures were measured on.</summary>
internal static class Machine
{
    public static string Describe() =>
        $"machine: {Environment.ProcessorCount} cores {RuntimeInformation.ProcessArchitecture}, {RuntimeInformation.OSDescription.Trim()}, " +
        $"{RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} GC";
}
