using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>One of a committer's queues, and the loop that hands on what waits in it, batch after batch.</summary>
internal sealed class CommitLane(GroupCommitterOptions options, Func<List<Submission>, Task> commit) : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim arrived = new(0, 1);
    private List<Submission> waiting = [];
    private Task? running;
    private bool closed;

    /// <summary>How many wait. Not exact while others add.</summary>
    public int Waiting => Volatile.Read(ref waiting).Count;

    public void Start() => running = Task.Factory.StartNew(RunAsync, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

    public void Add(Submission submission)
    {
        lock (gate)
        {
            if (closed)
            {
                throw new StoreUnavailableException("The node is stopping.");
            }

            waiting.Add(submission);
            if (waiting.Count > 1)
            {
                return;
            }
        }

        try
        {
            // Looked at first, because the loop that goes on without waiting leaves the signal where it is.
            if (arrived.CurrentCount == 0)
            {
                arrived.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Another caller was faster.
        }
    }

    /// <summary>Hands on what waits, then stops.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            if (closed)
            {
                return;
            }

            closed = true;
        }

        await stop.CancelAsync();
        if (running is not null)
        {
            await running;
        }

        stop.Dispose();
        arrived.Dispose();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            var batch = Take();
            if (batch.Count > 0)
            {
                await commit(batch);
                continue;
            }

            try
            {
                await arrived.WaitAsync(stop.Token);
            }
            catch (OperationCanceledException)
            {
                if (Take() is not { Count: > 0 } rest)
                {
                    return;
                }

                await commit(rest);
            }
        }
    }

    private List<Submission> Take()
    {
        lock (gate)
        {
            if (waiting.Count <= options.BatchLimit)
            {
                var all = waiting;
                waiting = new List<Submission>(all.Count);
                return all;
            }

            var some = waiting.GetRange(0, options.BatchLimit);
            waiting.RemoveRange(0, options.BatchLimit);
            return some;
        }
    }
}
