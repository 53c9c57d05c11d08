using System.Globalization;

namespace Counterpart.Load;

/// <summary>What a server's process has used since its start, and holds.</summary>
/// <param name="Memory">Resident bytes.</param>
/// <param name="Allocated">Bytes, by its own metrics.</param>
internal sealed record ServerUse(TimeSpan Processor, long Memory, double Allocated)
{
    private const string AllocatedName = "dotnet_gc_heap_total_allocated";

    /// <exception cref="InvalidOperationException">The page does not say.</exception>
    public static double AllocatedOf(string metrics)
    {
        foreach (var line in metrics.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(AllocatedName) && double.TryParse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture, out var bytes))
            {
                return bytes;
            }
        }

        throw new InvalidOperationException($"The metrics do not hold {AllocatedName}.");
    }
}
