namespace Counterpart.Sandbox.Control;

/// <summary>What is left out stays as it was.</summary>
internal sealed record ResetRequest(string? World, int? Seed);
