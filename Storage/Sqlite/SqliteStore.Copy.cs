namespace Counterpart.Storage;

public sealed partial class SqliteStore
{
    /// <summary>
    /// Writes the database as it is at one moment into a new file, while it is read and written. The copy is not yet synced to the disk.
    /// </summary>
    public async Task CopyToAsync(string path, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        _ = IfOpen();

        // On a connection of its own: it lasts, and the readers have others to serve.
        await Task.Run(
            () =>
            {
                try
                {
                    using var database = Database.Open(options.Path, options.BusyTimeout);
                    database.Prepare("vacuum into ?1").Bind(path).Run();
                }
                catch (SqliteFault fault)
                {
                    throw fault.AtTheEdge(path);
                }
            },
            CancellationToken.None);
    }

    /// <summary>What SQLite finds wrong with the file; null when nothing is.</summary>
    public Task<string?> FindDamageAsync(CancellationToken cancel) => ReadAsync(
        database => database.Prepare("pragma quick_check(1)").First(static row => row.Text(0)) is var found && found == "ok" ? null : found,
        cancel);
}
