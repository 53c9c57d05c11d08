using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Api;

/// <summary>Looks again and again whether a stream's caller still may listen: the key may be revoked, the session ended, the role changed.</summary>
internal sealed class StreamCheck(Func<CancellationToken, ValueTask<Caller?>> find, Caller caller, TimeSpan every, TimeProvider clock)
{
    private DateTimeOffset next = clock.GetUtcNow() + every;

    /// <summary>While the store can't be reached there is no news either: the listener is kept, and looked at again.</summary>
    public async ValueTask<bool> StillMayAsync(CancellationToken cancel)
    {
        if (clock.GetUtcNow() < next)
        {
            return true;
        }

        next = clock.GetUtcNow() + every;
        try
        {
            return await find(cancel) == caller;
        }
        catch (StoreUnavailableException)
        {
            return true;
        }
    }
}
