namespace Counterpart.Storage;

public sealed partial class PostgresStore
{
    /// <summary>In front of a statement that changes a setting.</summary>
    private const string TellingOfIt = "with told as (update store set settings_version = settings_version + 1)";

    public async Task<long> SettingsVersionAsync(CancellationToken cancel) =>
        (await ListAsync("select settings_version from store", static row => row.GetInt64(0), cancel))[0];

    public Task<IReadOnlyList<SealedRow>> ListSealedAsync(CancellationToken cancel) =>
        ListAsync("select name, content from sealed order by name", static row => new SealedRow(row.GetString(0), row.Blob(1)), cancel);

    public async Task<bool> AddSealedAsync(SealedRow row, CancellationToken cancel) => await ChangeAsync(
        "insert into sealed (name, content) values ($1, $2) on conflict do nothing", cancel, row.Name, row.Content) == 1;

    public Task ReplaceSealedAsync(IReadOnlyCollection<SealedRow> rows, CancellationToken cancel) => ChangeAsync(
        "update sealed set content = given.content from unnest($1::text[], $2::bytea[]) as given (name, content) where sealed.name = given.name",
        cancel,
        rows.Select(row => row.Name).ToArray(),
        rows.Select(row => row.Content.ToArray()).ToArray());
}
