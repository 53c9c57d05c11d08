using Counterpart.Sandbox.Control;

namespace Counterpart.Sandbox.Calls;

/// <summary>Sliding windows over the calls of each tenant's synchronising token; people have a budget of their own.</summary>
internal sealed class CallLimit(TimeProvider clock, int? calls, TimeSpan window)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, List<DateTimeOffset>> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _running = new(StringComparer.Ordinal);
    private LimitsRequest _limits = new(calls, (int)window.TotalSeconds);

    public LimitsRequest Current
    {
        get
        {
            lock (_gate)
                return _limits;
        }
    }

    public void Set(LimitsRequest limits)
    {
        lock (_gate)
            _limits = limits;
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
            if (_limits.Concurrent is { } most && _running.GetValueOrDefault(caller.Tenant) >= most)
                return 1;
            if (Windows().ToList() is not { Count: > 0 } windows)
                return Begin(caller);
            var now = clock.GetUtcNow();
            var taken = Taken(caller.Tenant, now - windows.Max(window => window.Span));
            foreach (var (allowed, span) in windows)
            {
                var first = taken.FindIndex(at => at + span > now);
                if (first >= 0 && taken.Count - first >= allowed)
                    return Math.Max(1, (int)Math.Ceiling((taken[^Math.Max(1, allowed)] + span - now).TotalSeconds));
                if (allowed == 0)
                    return Math.Max(1, (int)span.TotalSeconds);
            }
            taken.Add(now);
            return Begin(caller);
        }
    }

    /// <summary>A call that was let through is over.</summary>
    public void End(Caller caller)
    {
        if (caller.Role != CallerRole.Sync)
            return;
        lock (_gate)
            _running[caller.Tenant] = Math.Max(0, _running.GetValueOrDefault(caller.Tenant) - 1);
    }

    /// <summary>What is left of the minute and of the day; null where answers do not say.</summary>
    public (int? Minute, int? Day) Left(Caller caller)
    {
        lock (_gate)
        {
            if (caller.Role != CallerRole.Sync || !_limits.Counters)
                return (null, null);
            var now = clock.GetUtcNow();
            return (Left(60), Left(86_400));

            int? Left(int seconds)
            {
                var most = Windows().Where(limit => limit.Span.TotalSeconds == seconds).Select(limit => (int?)limit.Calls).FirstOrDefault();
                return most - _taken.GetValueOrDefault(caller.Tenant)?.Count(at => at + TimeSpan.FromSeconds(seconds) > now);
            }
        }
    }

    private IEnumerable<(int Calls, TimeSpan Span)> Windows()
    {
        if (_limits.Calls is { } calls)
            yield return (calls, TimeSpan.FromSeconds(_limits.WindowSeconds));
        foreach (var more in _limits.More ?? [])
            yield return (more.Calls, TimeSpan.FromSeconds(more.WindowSeconds));
    }

    private List<DateTimeOffset> Taken(string tenant, DateTimeOffset after)
    {
        if (!_taken.TryGetValue(tenant, out var taken))
            _taken[tenant] = taken = [];
        var gone = taken.FindIndex(at => at > after);
        taken.RemoveRange(0, gone < 0 ? taken.Count : gone);
        return taken;
    }

    private int? Begin(Caller caller)
    {
        _running[caller.Tenant] = _running.GetValueOrDefault(caller.Tenant) + 1;
        return null;
    }
}
