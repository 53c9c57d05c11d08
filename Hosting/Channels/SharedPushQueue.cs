using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>A channel's <see cref="PushQueue"/>, for its loop, its pushes and the commits that change what is owed.</summary>
internal sealed class SharedPushQueue
{
    private readonly Lock gate = new();
    private readonly PushQueue queue = new();

    public void Started(string link)
    {
        lock (gate)
        {
            queue.Started(link);
        }
    }

    public void Rewritten(string link)
    {
        lock (gate)
        {
            queue.Rewritten(link);
        }
    }

    public void Finished(DueRow due, DateTimeOffset? retryAt, DateTimeOffset now)
    {
        lock (gate)
        {
            queue.Finished(due.Link, due.NotBefore, retryAt, now);
        }
    }

    public void Hold(DueRow due, DateTimeOffset now)
    {
        lock (gate)
        {
            queue.Hold(due.Link, due.NotBefore, now);
        }
    }

    public bool IsFree(DueRow due, DateTimeOffset now)
    {
        lock (gate)
        {
            return queue.IsFree(due.Link, due.NotBefore, now);
        }
    }

    public int Waiting(DateTimeOffset now)
    {
        lock (gate)
        {
            return queue.Waiting(now);
        }
    }

    public TimeSpan? NextHeld(DateTimeOffset now)
    {
        lock (gate)
        {
            return queue.NextHeld(now);
        }
    }
}
