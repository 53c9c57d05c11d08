using Npgsql;

namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    private const string KeyColumns = "hash, id, firm, role, subject, label, created_at, revoked_at";

    public async Task<bool> CreateFirmAsync(FirmRow firm, CancellationToken cancel) => await ChangeAsync(
        """
        insert into firm as f (id, name, created_at) values ($1, $2, $3)
        on conflict (id) do update set name = excluded.name, created_at = excluded.created_at where f.name is null
        """,
        cancel,
        firm.Id,
        firm.Name,
        firm.CreatedAt) == 1;

    public Task<IReadOnlyList<FirmRow>> ListFirmsAsync(CancellationToken cancel) => ListAsync(
        "select id, name, created_at from firm where name is not null order by id",
        static row => new FirmRow(row.GetString(0), row.GetString(1), row.Time(2)),
        cancel);

    public Task PutKeyAsync(KeyRow key, CancellationToken cancel) => ChangeAsync(
        $"""
        insert into api_key ({KeyColumns}) values ($1, $2, $3::text, $4, $5::text, $6, $7, $8::bigint)
        on conflict (hash) do update set id = excluded.id, firm = excluded.firm, role = excluded.role, subject = excluded.subject,
          label = excluded.label, created_at = excluded.created_at, revoked_at = excluded.revoked_at
        """,
        cancel,
        key.Hash,
        key.Id,
        key.Firm,
        key.Role,
        key.Subject,
        key.Label,
        key.CreatedAt,
        key.RevokedAt);

    public async Task<KeyRow?> FindKeyAsync(string hash, CancellationToken cancel) =>
        (await ListAsync($"select {KeyColumns} from api_key where hash = $1", ReadKey, cancel, hash)).SingleOrDefault();

    public Task<IReadOnlyList<KeyRow>> ListKeysAsync(string? firm, CancellationToken cancel) => ListAsync(
        $"select {KeyColumns} from api_key where firm is not distinct from $1::text order by created_at, id", ReadKey, cancel, firm);

    public async Task<bool> RevokeKeyAsync(string? firm, string id, DateTimeOffset at, CancellationToken cancel) => await ChangeAsync(
        "update api_key set revoked_at = $3 where firm is not distinct from $1::text and id = $2 and revoked_at is null",
        cancel,
        firm,
        id,
        at) > 0;

    public async Task<bool> PutIntegrationAsync(IntegrationRow row, CancellationToken cancel) => await ChangeAsync(
        row.Version == 1
            ? $"{TellingOfIt} insert into integration (version, settings, firm, integration) values ($1, $2, $3, $4) on conflict do nothing"
            : $"{TellingOfIt} update integration set version = $1, settings = $2 where firm = $3 and integration = $4 and version = $1 - 1",
        cancel,
        row.Version,
        row.Settings,
        row.Firm,
        row.Integration) == 1;

    public async Task<IntegrationRow?> GetIntegrationAsync(string firm, string integration, CancellationToken cancel) => (await ListAsync(
        "select firm, integration, version, settings from integration where firm = $1 and integration = $2",
        ReadIntegration,
        cancel,
        firm,
        integration)).SingleOrDefault();

    public Task<IReadOnlyList<IntegrationRow>> ListIntegrationsAsync(CancellationToken cancel) => ListAsync(
        "select firm, integration, version, settings from integration order by firm, integration", ReadIntegration, cancel);

    public async Task<bool> PutConnectionAsync(ConnectionRow row, CancellationToken cancel)
    {
        try
        {
            return await ChangeAsync(
                $"""
                {TellingOfIt} insert into connection (firm, system, tenant, base_url, credential, paused) select $1, $2, $3, $4, $5, $6
                where not exists (select 1 from connection where system = $2 and tenant = $3 and firm <> $1)
                on conflict (firm, system) do update set tenant = excluded.tenant, base_url = excluded.base_url,
                  credential = excluded.credential, paused = excluded.paused
                """,
                cancel,
                row.Firm,
                row.System,
                row.Tenant,
                row.BaseUrl,
                row.Credential,
                row.Paused) == 1;
        }
        catch (InvalidOperationException fault) when (fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            // Another firm put the same tenant at the same moment.
            return false;
        }
    }

    public Task<IReadOnlyList<ConnectionRow>> ListConnectionsAsync(CancellationToken cancel) => ListAsync(
        "select firm, system, tenant, base_url, credential, paused from connection order by firm, system",
        static row => new ConnectionRow(row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Blob(4))
        {
            Paused = row.GetBoolean(5),
        },
        cancel);

    private static KeyRow ReadKey(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.TextOrNull(2),
        row.GetString(3),
        row.TextOrNull(4),
        row.GetString(5),
        row.Time(6),
        row.TimeOrNull(7));

    private static IntegrationRow ReadIntegration(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.GetInt64(2), row.Blob(3));
}
