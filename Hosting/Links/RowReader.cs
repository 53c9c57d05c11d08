using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Reads rows for many callers together: while some reads are under way, those who come gather for the next.</summary>
/// <remarks>Nobody joins a read that began before they came: what they get is never older than their question.</remarks>
/// <param name="atOnce">Reads under way at a time.</param>
internal sealed class RowReader(IStore store, int atOnce)
{
    private const int Most = 1024;

    private readonly Lock gate = new();
    private Dictionary<LinkKey, TaskCompletionSource<LinkRow?>> waiting = [];
    private int reading;

    /// <summary>The link's row; null when there is none.</summary>
    public Task<LinkRow?> ReadAsync(LinkKey key, CancellationToken cancel)
    {
        TaskCompletionSource<LinkRow?>? row;
        lock (gate)
        {
            if (!waiting.TryGetValue(key, out row))
            {
                waiting.Add(key, row = new TaskCompletionSource<LinkRow?>(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            if (reading < atOnce)
            {
                reading++;
                _ = Task.Run(RunAsync, CancellationToken.None);
            }
        }

        return row.Task.WaitAsync(cancel);
    }

    private async Task RunAsync()
    {
        while (Take() is { Count: > 0 } rows)
        {
            try
            {
                var found = new Dictionary<LinkKey, LinkRow>(rows.Count);
                foreach (var keys in rows.Keys.Chunk(Most))
                {
                    foreach (var row in await store.LoadLinksAsync(keys, CancellationToken.None))
                    {
                        found[row.Key] = row;
                    }
                }

                foreach (var (key, row) in rows)
                {
                    row.TrySetResult(found.GetValueOrDefault(key));
                }
            }
            catch (Exception fault)
            {
                foreach (var row in rows.Values)
                {
                    row.TrySetException(fault);

                    // A caller who went away does not look at it.
                    _ = row.Task.Exception;
                }
            }
        }
    }

    private Dictionary<LinkKey, TaskCompletionSource<LinkRow?>> Take()
    {
        lock (gate)
        {
            var rows = waiting;
            if (rows.Count == 0)
            {
                reading--;
                return rows;
            }

            waiting = [];
            return rows;
        }
    }
}
