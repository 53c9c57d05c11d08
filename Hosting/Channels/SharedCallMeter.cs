using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>A channel's <see cref="CallMeter"/>, for its loops that call at the same time.</summary>
internal sealed class SharedCallMeter
{
    private readonly Lock gate = new();
    private readonly CallMeter meter;
    private int inFlight;

    public SharedCallMeter(string system, ImmutableArray<CallWindow> windows, ChannelState saved)
    {
        var budget = windows.IsEmpty
            ? null
            : new CallBudget(windows) { Buckets = saved.Spent, LongBuckets = saved.SpentLong, Told = saved.Told, Made = saved.Made };
        meter = new CallMeter(system, budget, saved.Health, saved.Forecasts);
    }

    public CallBudget? Budget
    {
        get
        {
            lock (gate)
            {
                return meter.Budget;
            }
        }
    }

    /// <inheritdoc cref="CallMeter.TryTake"/>
    public DateTimeOffset? TryTake(DateTimeOffset now, int calls, CallKind kind, out bool mustSave)
    {
        lock (gate)
        {
            return meter.TryTake(now, calls, kind, out mustSave);
        }
    }

    public void GiveBack(DateTimeOffset now, int calls)
    {
        lock (gate)
        {
            meter.GiveBack(now, calls);
        }
    }

    public bool HasPlenty(DateTimeOffset now, TimeSpan pace)
    {
        lock (gate)
        {
            return meter.HasPlenty(now, pace);
        }
    }

    public void Began() => Interlocked.Increment(ref inFlight);

    public void Ended() => Interlocked.Decrement(ref inFlight);

    public void Succeeded(DateTimeOffset now)
    {
        lock (gate)
        {
            meter.Succeeded(now);
        }
    }

    public void Failed(DateTimeOffset now, CallFailure failure)
    {
        var name = failure.Kind.ToString();
        var told = new ChannelFailure(now, char.ToLowerInvariant(name[0]) + name[1..], failure.Reason);
        lock (gate)
        {
            switch (failure.Kind)
            {
                case FailureKind.Limited:
                    meter.Limited(now, failure.RetryAfter, told);
                    break;
                case FailureKind.Unavailable or FailureKind.Unauthorized:
                    meter.Unreachable(now, told);
                    break;
                case FailureKind.Forbidden:
                    meter.Forbidden(told);
                    break;
                default:
                    meter.Refused(told);
                    break;
            }
        }
    }

    public void ForgetFailures()
    {
        lock (gate)
        {
            meter.ForgetFailures();
        }
    }

    public void Tell(DateTimeOffset now, VendorCounters counters)
    {
        lock (gate)
        {
            foreach (var (span, left) in counters.All)
            {
                meter.Tell(now, span, left, Volatile.Read(ref inFlight));
            }
        }
    }

    public void Planned(DateTimeOffset now, PollNeeds needs, TimeSpan interval)
    {
        lock (gate)
        {
            meter.Planned(now, needs, interval);
        }
    }

    public ChannelState Write(ChannelState state, DateTimeOffset now)
    {
        lock (gate)
        {
            meter.Settle(now);
            state = state with { Health = meter.Health, Forecasts = meter.Forecasts };
            return meter.Budget is not { } budget
                ? state
                : state with { Spent = budget.Buckets, SpentLong = budget.LongBuckets, Told = budget.Told, Made = budget.Made };
        }
    }
}
