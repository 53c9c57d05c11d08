namespace Counterpart.Sandbox.Control;

internal sealed record MergeRequest(long Keep, long Gone, string Tenant = "9001");
