namespace Counterpart.Storage;

public sealed record FirmRow(string Id, string Name, DateTimeOffset CreatedAt);

/// <summary>An API key: only the hash of its secret is kept.</summary>
/// <param name="Hash">Lower-case hex of SHA-256 over the key's text.</param>
/// <param name="Id">Public name of the key, as it appears in the journal.</param>
/// <param name="Firm">Null for an operator.</param>
/// <param name="Role"><c>firmAdmin adviser client system operator</c></param>
/// <param name="Subject">An adviser's name for <c>adviser</c>, a hub record's id for <c>client</c>, a system's name for <c>system</c>; else null.</param>
/// <param name="RevokedAt">When it stops working: in the future for a key that was rotated.</param>
public sealed record KeyRow(string Hash, string Id, string? Firm, string Role, string? Subject, string Label, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt);

/// <summary>An integration of a firm. <paramref name="Settings"/> is JSON; <paramref name="Version"/> rises by one with every change.</summary>
public sealed record IntegrationRow(string Firm, string Integration, long Version, ReadOnlyMemory<byte> Settings);

/// <summary>How a firm reaches one of its systems.</summary>
/// <param name="Tenant">The vendor's tenant (workspace); belongs to one firm.</param>
/// <param name="Credential">Encrypted with the key ring.</param>
public sealed record ConnectionRow(string Firm, string System, string Tenant, string BaseUrl, ReadOnlyMemory<byte> Credential)
{
    /// <summary>A person stopped the channel; its links' edits are reconciled when it goes on.</summary>
    public bool Paused { get; init; }
}
