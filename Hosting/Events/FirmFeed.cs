namespace Counterpart.Hosting;

/// <summary>The latest records of one firm, shared by its listeners. Dense: each sequence follows the one before.</summary>
internal sealed class FirmFeed(string firm, int kept)
{
    private readonly Lock gate = new();
    private readonly Queue<LinkRecord> records = new();
    private readonly TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long last = -1;
    private bool ended;

    public string Firm => firm;

    /// <summary>Guarded by the hub.</summary>
    public int Listeners { get; set; }

    /// <summary>The feed knows where it is.</summary>
    public Task Started => started.Task;

    /// <summary>The last sequence that is known; -1 before the start.</summary>
    public long Last
    {
        get
        {
            lock (gate)
            {
                return last;
            }
        }
    }

    public void Start(long seq)
    {
        lock (gate)
        {
            last = seq;
        }

        started.TrySetResult();
    }

    /// <param name="page">Follows what is known.</param>
    public void Add(IReadOnlyList<LinkRecord> page)
    {
        TaskCompletionSource told;
        lock (gate)
        {
            foreach (var record in page)
            {
                if (record.Seq != last + 1)
                {
                    // Records were erased: who stood before them starts anew.
                    records.Clear();
                }

                records.Enqueue(record);
                last = record.Seq;
                if (records.Count > kept)
                {
                    records.Dequeue();
                }
            }

            told = changed;
            changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        told.TrySetResult();
    }

    /// <summary>Nothing that is known holds any more: its listeners have to come again.</summary>
    public void End()
    {
        TaskCompletionSource told;
        lock (gate)
        {
            ended = true;
            told = changed;
        }

        started.TrySetResult();
        told.TrySetResult();
    }

    /// <summary>Up to <paramref name="limit"/> records after a sequence; empty when there are none yet, null when they are not kept here.</summary>
    public IReadOnlyList<LinkRecord>? After(long seq, int limit)
    {
        lock (gate)
        {
            if (seq >= last)
            {
                return [];
            }

            if (!records.TryPeek(out var oldest) || oldest.Seq > seq + 1)
            {
                return null;
            }

            return [.. records.Skip((int)(seq + 1 - oldest.Seq)).Take(limit)];
        }
    }

    /// <summary>Waits for records after a sequence. False: the feed has ended.</summary>
    public async ValueTask<bool> WaitAsync(long seq, CancellationToken cancel)
    {
        while (true)
        {
            Task news;
            lock (gate)
            {
                if (ended)
                {
                    return false;
                }

                if (last > seq)
                {
                    return true;
                }

                news = changed.Task;
            }

            await news.WaitAsync(cancel);
        }
    }
}
