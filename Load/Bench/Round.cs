using System.Globalization;

namespace Counterpart.Load;

/// <summary>What one round did, and what it took.</summary>
/// <param name="Cpu">Of the whole process.</param>
/// <param name="Allocated">Bytes, on all threads.</param>
internal sealed record Round(string Name, long Edits, int Batches, TimeSpan Elapsed, TimeSpan Cpu, long Allocated)
{
    public double Rate => Edits / Elapsed.TotalSeconds;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name,-8} {Rate,9:F0} edits/s  {Edits,8} edits in {Elapsed.TotalSeconds:F2} s  {(double)Edits / Math.Max(1, Batches),6:F1} edits a commit  " +
        $"{Cpu.TotalMicroseconds / Edits,6:F1} us CPU and {Allocated / Edits,6} B an edit");
}
