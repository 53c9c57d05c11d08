namespace Counterpart.Storage;

/// <summary>The right to run a channel, until a time of the store's clock. Every use of it is checked against <paramref name="Token"/>.</summary>
/// <param name="Token">Rises by one with every new holder.</param>
/// <param name="State">The channel's saved state (cursors, spend), empty at first.</param>
public sealed record Lease(string Firm, string System, string Holder, long Token, DateTimeOffset Until, ReadOnlyMemory<byte> State);

/// <summary>Where a channel owes something to a link.</summary>
public sealed record DueRow(string Link, DateTimeOffset NotBefore);

/// <summary>A link's claim on a vendor's record.</summary>
public sealed record ClaimRow(string Record, string Firm, string Link, int Epoch);

/// <summary>A channel as it was last saved, whoever holds it.</summary>
/// <param name="Holder">Null while nobody has the lease, or its time is over.</param>
public sealed record ChannelRow(string Firm, string System, string? Holder, long Token, DateTimeOffset Until, ReadOnlyMemory<byte> State);
