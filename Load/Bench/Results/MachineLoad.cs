namespace Counterpart.Load;

/// <param name="Load">Processes that ran or waited to run, over the last minute; null where nobody tells.</param>
/// <param name="Stolen">The share of the processors' time since the machine's start that it wanted and did not get.</param>
internal sealed record MachineLoad(double? Load, double? Stolen);
