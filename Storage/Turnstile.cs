namespace Counterpart.Storage;

/// <summary>Lets so many callers in at a time; the rest wait, not too many and not too long.</summary>
internal sealed class Turnstile(string name, int places, int maxWaiting, TimeSpan timeout) : IDisposable
{
    private readonly SemaphoreSlim free = new(places, places);
    private int waiting;

    public async Task EnterAsync(CancellationToken cancel)
    {
        if (free.Wait(0, cancel))
        {
            return;
        }

        if (Interlocked.Increment(ref waiting) > maxWaiting)
        {
            Interlocked.Decrement(ref waiting);
            throw new StoreUnavailableException($"{name}: {maxWaiting} calls are waiting already.");
        }

        try
        {
            if (!await free.WaitAsync(timeout, cancel))
            {
                throw new StoreUnavailableException($"{name}: no turn within {timeout.TotalSeconds} s.");
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Leave() => free.Release();

    public void Dispose() => free.Dispose();
}
