namespace Counterpart.Sandbox.Calls;

/// <summary>A sliding window over the calls of each tenant's synchronising token; people have a budget of their own.</summary>
internal sealed class CallLimit(TimeProvider clock, int? calls, TimeSpan window)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<DateTimeOffset>> _taken = new(StringComparer.Ordinal);
    private int? _calls = calls;
    private TimeSpan _window = window;

    public (int? Calls, TimeSpan Window) Current
    {
        get
        {
            lock (_gate)
                return (_calls, _window);
        }
    }

    public void Set(int? calls, TimeSpan window)
    {
        lock (_gate)
            (_calls, _window) = (calls, window);
    }

    public void Forget()
    {
        lock (_gate)
            _taken.Clear();
    }

    /// <summary>Null when the call may go on, otherwise the seconds until one is free.</summary>
    public int? Refuse(Caller caller)
    {
        if (caller.Role != CallerRole.Sync)
            return null;
        lock (_gate)
        {
            if (_calls is not { } allowed)
                return null;
            var now = clock.GetUtcNow();
            if (!_taken.TryGetValue(caller.Tenant, out var taken))
                _taken[caller.Tenant] = taken = new();
            while (taken.TryPeek(out var oldest) && oldest + _window <= now)
                taken.Dequeue();
            if (taken.Count < allowed)
            {
                taken.Enqueue(now);
                return null;
            }
            var free = taken.TryPeek(out var first) ? first + _window - now : _window;
            return Math.Max(1, (int)Math.Ceiling(free.TotalSeconds));
        }
    }
}
