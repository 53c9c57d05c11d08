namespace Counterpart.Storage;

/// <summary>The one connection that writes. After a fault it is clean, or opened again by the next call.</summary>
internal sealed class Writer(string file, Func<Database> open, Turnstile turns) : IDisposable
{
    private Database? database;

    // SQLite waits for the disk on the calling thread; the caller shall not.
    public async Task<T> RunAsync<T>(Func<Database, T> work, CancellationToken cancel)
    {
        await turns.EnterAsync(cancel);
        try
        {
            return await Task.Run(() => Run(work), CancellationToken.None);
        }
        finally
        {
            turns.Leave();
        }
    }

    public async Task CloseAsync()
    {
        await turns.EnterAsync(CancellationToken.None);
        Drop();
        turns.Leave();
    }

    public void Dispose()
    {
        Drop();
        turns.Dispose();
    }

    private T Run<T>(Func<Database, T> work)
    {
        try
        {
            database ??= open();
            return work(database);
        }
        catch (SqliteFault fault)
        {
            Recover(fault.KeepsConnection);
            throw fault.AtTheEdge(file);
        }
        catch
        {
            Recover(keep: true);
            throw;
        }
    }

    private void Recover(bool keep)
    {
        if (database is { } open && !(open.Recover() && keep))
        {
            Drop();
        }
    }

    private void Drop()
    {
        database?.Dispose();
        database = null;
    }
}
