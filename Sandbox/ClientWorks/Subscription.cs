namespace Counterpart.Sandbox.ClientWorks;

/// <summary>Where a tenant's changes are posted, and the key that goes with them.</summary>
internal sealed record Subscription(string Tenant, Uri Url, string Key);
