namespace Counterpart.Hosting;

/// <summary>Wakes a push loop: at once, or earlier than it meant to wake by itself.</summary>
internal sealed class DueSignal(TimeProvider clock)
{
    private readonly Lock gate = new();
    private TaskCompletionSource wake = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private DateTimeOffset? earliest;

    /// <summary>Forgets what was signalled: the loop is about to look by itself.</summary>
    public void Reset()
    {
        lock (gate)
        {
            wake = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            earliest = null;
        }
    }

    public void Set()
    {
        lock (gate)
        {
            wake.TrySetResult();
        }
    }

    /// <summary>Something will be due then.</summary>
    public void SetAt(DateTimeOffset due)
    {
        lock (gate)
        {
            if (earliest is null || due < earliest)
            {
                earliest = due;
                wake.TrySetResult();
            }
        }
    }

    /// <summary>Returns after <paramref name="longest"/>, or when something is due before that.</summary>
    public async Task WaitAsync(TimeSpan longest, CancellationToken cancel)
    {
        var until = clock.GetUtcNow() + longest;
        while (true)
        {
            Task signalled;
            lock (gate)
            {
                if (earliest is { } due)
                {
                    until = due < until ? due : until;
                    wake = wake.Task.IsCompleted ? new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously) : wake;
                }
                else if (wake.Task.IsCompleted)
                {
                    return;
                }

                signalled = wake.Task;
            }

            var left = until - clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                return;
            }

            using var timer = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await Task.WhenAny(signalled, Task.Delay(left, clock, timer.Token));
            await timer.CancelAsync();
            cancel.ThrowIfCancellationRequested();
        }
    }
}
