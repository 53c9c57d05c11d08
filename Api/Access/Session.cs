namespace Counterpart.Api;

/// <summary>A browser that signed in with a key. It says which key, and not the key itself.</summary>
/// <param name="Id">Names it among the sessions that ended early.</param>
/// <param name="KeyHash">The key's hash, as the store has it: a revoked key ends its sessions.</param>
internal sealed record Session(string Id, string KeyHash, DateTimeOffset Expires);
