using System.Collections.Concurrent;

namespace Counterpart.Storage;

/// <summary>The connections that read. Each call sees every commit that was answered before it.</summary>
internal sealed class Readers(string file, Func<Database> open, Turnstile turns, int places) : IDisposable
{
    private readonly ConcurrentStack<Database> idle = new();

    public async Task<T> RunAsync<T>(Func<Database, T> work, CancellationToken cancel)
    {
        await turns.EnterAsync(cancel);
        try
        {
            return Run(work);
        }
        finally
        {
            turns.Leave();
        }
    }

    /// <summary>Waits for those that are reading, and closes all.</summary>
    public async Task CloseAsync()
    {
        var taken = 0;
        try
        {
            for (; taken < places; taken++)
            {
                await turns.EnterAsync(CancellationToken.None);
            }

            Drop();
        }
        finally
        {
            for (; taken > 0; taken--)
            {
                turns.Leave();
            }
        }
    }

    public void Dispose()
    {
        Drop();
        turns.Dispose();
    }

    private T Run<T>(Func<Database, T> work)
    {
        Database? database = null;
        try
        {
            database = idle.TryPop(out var rested) ? rested : open();
            var result = work(database);
            idle.Push(database);
            return result;
        }
        catch (Exception exception)
        {
            database?.Dispose();
            if (exception is SqliteFault fault)
            {
                throw fault.AtTheEdge(file);
            }

            throw;
        }
    }

    private void Drop()
    {
        while (idle.TryPop(out var database))
        {
            database.Dispose();
        }
    }
}
