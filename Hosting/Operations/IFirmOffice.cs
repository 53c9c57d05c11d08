using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>
/// Sets firms up: their keys, and their connections to outside systems. Roles, and the form of what comes in, are the API's to check.
/// </summary>
public interface IFirmOffice
{
    Task<IReadOnlyList<FirmRow>> ListFirmsAsync(CancellationToken cancel);

    /// <summary>Creates a firm with its first administrator's key. Null when there is a firm of that id.</summary>
    Task<NewFirm?> CreateFirmAsync(string id, string name, string label, CancellationToken cancel);

    /// <summary>An administrator's key for a firm that has no connection yet, and so no data that it could show.</summary>
    Task<AdminKeyOutcome> CreateAdminKeyAsync(string firm, string label, CancellationToken cancel);

    /// <summary>Ended ones too, oldest first.</summary>
    Task<IReadOnlyList<KeyRow>> ListKeysAsync(string? firm, CancellationToken cancel);

    Task<NewKey> CreateKeyAsync(string? firm, Role role, string? subject, string label, CancellationToken cancel);

    /// <summary>Makes a key like another one, which ends after <paramref name="overlap"/>. Null when there is no such key that works.</summary>
    Task<NewKey?> RotateKeyAsync(string? firm, string id, TimeSpan overlap, CancellationToken cancel);

    /// <summary>Ends a key now. Null when there is no such key; one that ended before stays as it is.</summary>
    Task<KeyRow?> RevokeKeyAsync(string? firm, string id, CancellationToken cancel);

    /// <summary>Every system that a firm can be connected with; without <see cref="FirmConnection.Tenant"/> where it is not.</summary>
    Task<IReadOnlyList<FirmConnection>> ListConnectionsAsync(string firm, CancellationToken cancel);

    /// <summary>Tests a credential, and takes it when the system does.</summary>
    Task<ConnectOutcome> ConnectAsync(string firm, string system, Uri baseUrl, string token, CancellationToken cancel);

    /// <summary>Tests the credential that is stored. Null when the firm has none for the system.</summary>
    Task<ConnectOutcome?> TestAsync(string firm, string system, CancellationToken cancel);
}

public sealed record NewFirm(FirmRow Firm, NewKey Key);

/// <summary>A firm's connection to a system, without its credential.</summary>
public sealed record FirmConnection(string System, string? Tenant, string? BaseUrl, bool Paused);

public abstract record AdminKeyOutcome
{
    private AdminKeyOutcome()
    {
    }

    public sealed record Made(NewKey Key) : AdminKeyOutcome;

    public sealed record NoSuchFirm : AdminKeyOutcome;

    /// <summary>The firm has connections: its data is no longer an operator's to open.</summary>
    public sealed record InUse : AdminKeyOutcome;
}

public abstract record ConnectOutcome
{
    private ConnectOutcome()
    {
    }

    public sealed record Connected(FirmConnection Connection, string TenantName) : ConnectOutcome;

    /// <param name="Rule">What the address must be.</param>
    public sealed record BadAddress(string Rule) : ConnectOutcome;

    /// <param name="Reason">Without any value of a record or credential.</param>
    public sealed record NotAccepted(string Reason) : ConnectOutcome;

    public sealed record TenantTaken(string Tenant) : ConnectOutcome;

    /// <summary>Another tenant than the one that the firm's links lead to.</summary>
    public sealed record OtherTenant(string Present, string Reached) : ConnectOutcome;
}
