namespace Counterpart.Sandbox.Control;

/// <summary>Null calls are unlimited.</summary>
internal sealed record LimitsRequest(int? Calls, int WindowSeconds = 300);
