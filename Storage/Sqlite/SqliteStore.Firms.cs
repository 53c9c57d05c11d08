namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    public Task<bool> CreateFirmAsync(FirmRow firm, CancellationToken cancel) => WriteAsync(
        database => database.Prepare(
            """
            insert into firm (id, name, created_at) values (?1, ?2, ?3)
            on conflict (id) do update set name = excluded.name, created_at = excluded.created_at where firm.name is null
            """)
            .Bind(firm.Id).Bind(firm.Name).Bind(firm.CreatedAt).Run() == 1,
        cancel);

    public Task<IReadOnlyList<FirmRow>> ListFirmsAsync(CancellationToken cancel) => ReadAsync<IReadOnlyList<FirmRow>>(
        database => database.Prepare("select id, name, created_at from firm where name is not null order by id")
            .All(static row => new FirmRow(row.Text(0), row.Text(1), row.Time(2))),
        cancel);

    public Task PutKeyAsync(KeyRow key, CancellationToken cancel) => WriteAsync(
        database => database.Prepare(
            """
            insert into api_key (hash, id, firm, role, subject, label, created_at, revoked_at) values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            on conflict do update set id = excluded.id, firm = excluded.firm, role = excluded.role, subject = excluded.subject,
              label = excluded.label, created_at = excluded.created_at, revoked_at = excluded.revoked_at
            """)
            .Bind(key.Hash).Bind(key.Id).Bind(key.Firm).Bind(key.Role).Bind(key.Subject).Bind(key.Label).Bind(key.CreatedAt)
            .Bind(key.RevokedAt).Run(),
        cancel);

    public Task<KeyRow?> FindKeyAsync(string hash, CancellationToken cancel) => ReadAsync(
        database => database.Prepare("select id, firm, role, subject, label, created_at, revoked_at from api_key where hash = ?1")
            .Bind(hash)
            .First(row => ReadKey(hash, row)),
        cancel);

    public Task<IReadOnlyList<KeyRow>> ListKeysAsync(string? firm, CancellationToken cancel) => ReadAsync<IReadOnlyList<KeyRow>>(
        database => database.Prepare(
            "select id, firm, role, subject, label, created_at, revoked_at, hash from api_key where firm is ?1 order by created_at, id")
            .Bind(firm).All(static row => ReadKey(row.Text(7), row)),
        cancel);

    public Task<bool> RevokeKeyAsync(string? firm, string id, DateTimeOffset at, CancellationToken cancel) => WriteAsync(
        database => database.Prepare("update api_key set revoked_at = ?3 where firm is ?1 and id = ?2 and revoked_at is null")
            .Bind(firm).Bind(id).Bind(at).Run() > 0,
        cancel);

    public Task<bool> PutIntegrationAsync(IntegrationRow row, CancellationToken cancel) => WriteAsync(
        database =>
        {
            const string insert =
                "insert into integration (version, settings, firm, integration) values (?1, ?2, ?3, ?4) on conflict do nothing";
            const string update =
                "update integration set version = ?1, settings = ?2 where firm = ?3 and integration = ?4 and version = ?1 - 1";
            return ChangesSetting(database, () => database.Prepare(row.Version == 1 ? insert : update)
                .Bind(row.Version).Bind(row.Settings).Bind(row.Firm).Bind(row.Integration));
        },
        cancel);

    public Task<IntegrationRow?> GetIntegrationAsync(string firm, string integration, CancellationToken cancel) => ReadAsync(
        database => database.Prepare("select firm, integration, version, settings from integration where firm = ?1 and integration = ?2")
            .Bind(firm).Bind(integration).First(ReadIntegration),
        cancel);

    public Task<IReadOnlyList<IntegrationRow>> ListIntegrationsAsync(CancellationToken cancel) => ReadAsync<IReadOnlyList<IntegrationRow>>(
        database => database.Prepare("select firm, integration, version, settings from integration order by firm, integration")
            .All(ReadIntegration),
        cancel);

    public Task<bool> PutConnectionAsync(ConnectionRow row, CancellationToken cancel) => WriteAsync(
        database => ChangesSetting(database, () => database.Prepare(
            """
            insert into connection (firm, system, tenant, base_url, credential, paused) select ?1, ?2, ?3, ?4, ?5, ?6
            where not exists (select 1 from connection where system = ?2 and tenant = ?3 and firm <> ?1)
            on conflict (firm, system)
            do update set tenant = excluded.tenant, base_url = excluded.base_url, credential = excluded.credential,
              paused = excluded.paused
            """)
            .Bind(row.Firm).Bind(row.System).Bind(row.Tenant).Bind(row.BaseUrl).Bind(row.Credential)
            .Bind(row.Paused)),
        cancel);

    public Task<IReadOnlyList<ConnectionRow>> ListConnectionsAsync(CancellationToken cancel) => ReadAsync<IReadOnlyList<ConnectionRow>>(
        database => database.Prepare("select firm, system, tenant, base_url, credential, paused from connection order by firm, system")
            .All(static row => new ConnectionRow(row.Text(0), row.Text(1), row.Text(2), row.Text(3), row.Blob(4)) { Paused = row.Int(5) != 0 }),
        cancel);

    private static KeyRow ReadKey(string hash, Statement row) =>
        new(hash, row.Text(0), row.TextOrNull(1), row.Text(2), row.TextOrNull(3), row.Text(4), row.Time(5), row.TimeOrNull(6));

    private static IntegrationRow ReadIntegration(Statement row) => new(row.Text(0), row.Text(1), row.Long(2), row.Blob(3));
}
