namespace Counterpart.Load;

/// <param name="Processor">The model, as it names itself.</param>
/// <param name="MemoryGiB">What this process may use.</param>
/// <param name="Gc">Of this program; the product sets its own.</param>
/// <param name="PostgreSql">The version that is installed; null: none is.</param>
internal sealed record MachineDescription(string Processor, int Cores, double MemoryGiB, string System, string DotNet, string Gc, string? PostgreSql);
