namespace Counterpart.Sandbox.Control;

/// <summary>Null calls are unlimited.</summary>
/// <param name="More">Further windows that hold at the same time.</param>
/// <param name="Concurrent">Calls allowed at once; null: any number.</param>
/// <param name="Counters">Answers say how many calls are left, as the Xero family does.</param>
internal sealed record LimitsRequest(
    int? Calls, int WindowSeconds = 300, IReadOnlyList<WindowRequest>? More = null, int? Concurrent = null, bool Counters = false);

internal sealed record WindowRequest(int Calls, int WindowSeconds);
