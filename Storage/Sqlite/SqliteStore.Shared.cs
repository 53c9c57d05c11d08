namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    public Task<long> SettingsVersionAsync(CancellationToken cancel) => ReadAsync(
        database => database.Prepare("select settings_version from store").First(static row => row.Long(0)),
        cancel);

    public Task<IReadOnlyList<SealedRow>> ListSealedAsync(CancellationToken cancel) => ReadAsync<IReadOnlyList<SealedRow>>(
        database => database.Prepare("select name, content from sealed order by name").All(static row => new SealedRow(row.Text(0), row.Blob(1))),
        cancel);

    public Task<bool> AddSealedAsync(SealedRow row, CancellationToken cancel) => WriteAsync(
        database => database.Prepare("insert into sealed (name, content) values (?1, ?2) on conflict do nothing")
            .Bind(row.Name).Bind(row.Content).Run() == 1,
        cancel);

    public Task ReplaceSealedAsync(IReadOnlyCollection<SealedRow> rows, CancellationToken cancel) => WriteAsync(
        database => database.Transact(() =>
        {
            var replace = database.Prepare("update sealed set content = ?2 where name = ?1");
            foreach (var row in rows)
            {
                replace.Bind(row.Name).Bind(row.Content).Run();
            }
        }),
        cancel);

    /// <summary>Runs a statement that changes a setting, and tells of it.</summary>
    private static bool ChangesSetting(Database database, Func<Statement> statement)
    {
        var changed = false;
        database.Transact(() =>
        {
            changed = statement().Run() == 1;
            if (changed)
            {
                database.Prepare("update store set settings_version = settings_version + 1").Run();
            }
        });
        return changed;
    }
}
