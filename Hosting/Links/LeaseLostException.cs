using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>A channel asked under a lease that it does not have any more: it has to stop. Nothing was committed.</summary>
public sealed class LeaseLostException(LeaseStamp lease) : Exception($"The lease {lease.Token} of {lease.Firm}'s channel {lease.System} has passed on.");
