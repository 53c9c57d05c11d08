namespace Counterpart.Sandbox.Faults;

/// <summary>Which calls a fault hits; a member left out matches every call.</summary>
internal sealed record FaultMatch(string? Method, string? Path);
