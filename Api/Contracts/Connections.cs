using System.ComponentModel.DataAnnotations;
using Counterpart.Hosting;

namespace Counterpart.Api;

/// <param name="BaseUrl">Where the system's calls begin, path included; may be left out where the vendor has one address for all.</param>
/// <param name="Token">The system's own credential. It is encrypted, and never answered.</param>
public sealed record ConnectionRequest(
    [property: MaxLength(ApiLimits.TextLength)] string? BaseUrl, [property: MaxLength(ApiLimits.TokenLength)] string Token)
{
    public override string ToString() => $"{nameof(ConnectionRequest)} {BaseUrl}";
}

/// <param name="Tenant">Whose data the credential reaches, by the system's own id; null where the firm is not connected.</param>
/// <param name="Paused">A person stopped it.</param>
public sealed record ConnectionItem(string System, bool Connected, string? Tenant, string? BaseUrl, bool Paused)
{
    public static ConnectionItem Of(FirmConnection connection) =>
        new(connection.System, connection.Tenant is not null, connection.Tenant, connection.BaseUrl, connection.Paused);
}

/// <summary>Every system that the firm can be connected with.</summary>
public sealed record ConnectionsAnswer(IReadOnlyList<ConnectionItem> Connections);

/// <summary>A connection whose credential the system accepted just now.</summary>
/// <param name="TenantName">As the system calls whose data it is.</param>
public sealed record ConnectionAnswer(ConnectionItem Connection, string TenantName);
