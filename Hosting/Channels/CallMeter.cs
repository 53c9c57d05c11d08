using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>
/// Decides when a channel may call: within the vendor's windows, not while the vendor asked to wait, and not while the circuit
/// is open. Calls are taken from a small reservation, which is saved before the first of them is made.
/// </summary>
internal sealed class CallMeter
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly string system;
    private readonly int chunk = 1;
    private CallBudget? budget;
    private ImmutableArray<CallForecast> forecasts;
    private ChannelHealth health;
    private int reserved;
    private DateTimeOffset reservedAt;
    private int inFlight;

    public CallMeter(string system, ImmutableArray<CallWindow> windows, ChannelState saved)
    {
        this.system = system;
        health = saved.Health;
        forecasts = saved.Forecasts;
        if (!windows.IsEmpty)
        {
            // As many as a tenth of a second takes: what is tight is reserved call by call.
            chunk = Math.Clamp((int)(windows.Min(window => window.Rate) / 10), 1, 1000);
            budget = new CallBudget(windows) { Buckets = saved.Spent, LongBuckets = saved.SpentLong, Told = saved.Told, Made = saved.Made };
        }
    }

    /// <summary>Calls under way.</summary>
    public int InFlight => Volatile.Read(ref inFlight);

    public CallBudget? Budget
    {
        get
        {
            lock (gate)
            {
                return budget;
            }
        }
    }

    /// <summary>Takes calls that may be made now; else tells when to ask again.</summary>
    /// <param name="mustSave">More was reserved for it: to be saved before the calls are made.</param>
    public DateTimeOffset? TryTake(DateTimeOffset now, int calls, CallKind kind, out bool mustSave)
    {
        lock (gate)
        {
            mustSave = false;
            if (health.PausedUntil > now)
            {
                return health.PausedUntil;
            }

            if (health.Circuit.Pass(now) is not { } circuit)
            {
                return health.Circuit.OpenUntil;
            }

            if (budget is not null && !TakeReserved(now, calls, kind, out mustSave))
            {
                var free = budget.FreeAt(now, calls, kind);
                return free > now ? free : now + TimeSpan.FromSeconds(1);
            }

            health = health with { Circuit = circuit };
            return null;
        }
    }

    /// <summary>Calls that were taken and not made may be made by others, while their reservation lasts.</summary>
    public void GiveBack(DateTimeOffset now, int calls)
    {
        lock (gate)
        {
            if (budget is not null && CallBudget.ReservedUntil(reservedAt) > now)
            {
                reserved += calls;
            }
        }
    }

    /// <summary>Whether calls can go on at such a pace beside all others, for what only makes things quicker.</summary>
    public bool HasPlenty(DateTimeOffset now, TimeSpan pace)
    {
        lock (gate)
        {
            return budget is null || PollPlan.ReadRate(budget, 0, now) * pace.TotalSeconds > 2;
        }
    }

    public void Began() => Interlocked.Increment(ref inFlight);

    public void Ended() => Interlocked.Decrement(ref inFlight);

    public void Succeeded(DateTimeOffset now)
    {
        lock (gate)
        {
            health = health with { LastCall = now, Circuit = health.Circuit.Succeeded() };
        }
    }

    public void Failed(DateTimeOffset now, CallFailure failure)
    {
        lock (gate)
        {
            var name = failure.Kind.ToString();
            health = health with { LastFailure = new ChannelFailure(now, char.ToLowerInvariant(name[0]) + name[1..], failure.Reason) };
            switch (failure.Kind)
            {
                case FailureKind.Limited:
                    var until = now + (failure.RetryAfter ?? UsualWait);
                    health = health with { PausedUntil = until > health.PausedUntil ? until : health.PausedUntil ?? until };
                    break;
                case FailureKind.Unavailable or FailureKind.Unauthorized:
                    health = health with { Circuit = health.Circuit.Failed(now, system) };
                    break;
            }
        }
    }

    /// <summary>The vendor said how many calls are left.</summary>
    public void Tell(DateTimeOffset now, VendorCounters counters)
    {
        lock (gate)
        {
            // The call that was answered is counted by the vendor; the others under way may not be.
            var outstanding = reserved + Math.Max(0, InFlight - 1);
            foreach (var (span, left) in counters.All)
            {
                budget = budget?.Tell(span, left, outstanding, now);
            }
        }
    }

    /// <summary>Remembers what the cadence was planned from, for forecasts.</summary>
    public void Planned(DateTimeOffset now, PollNeeds needs, TimeSpan interval)
    {
        lock (gate)
        {
            health = health with { Needs = needs, PollEvery = interval };
            if (budget is { } present)
            {
                forecasts = BudgetForecast.Roll(
                    forecasts, present, window => BudgetForecast.Rate(present, window, needs, interval, now), now);
            }
        }
    }

    public ChannelState Write(ChannelState state, DateTimeOffset now)
    {
        lock (gate)
        {
            if (health.PausedUntil <= now)
            {
                health = health with { PausedUntil = null };
            }

            state = state with { Health = health, Forecasts = forecasts };
            return budget is null
                ? state
                : state with { Spent = budget.Buckets, SpentLong = budget.LongBuckets, Told = budget.Told, Made = budget.Made };
        }
    }

    private bool TakeReserved(DateTimeOffset now, int calls, CallKind kind, out bool mustSave)
    {
        mustSave = false;
        if (CallBudget.ReservedUntil(reservedAt) <= now)
        {
            // Never made, and nobody else knew of them.
            budget = reserved > 0 ? budget!.Refund(reservedAt, reserved) : budget;
            reserved = 0;
        }

        if (reserved < calls)
        {
            var wanted = Math.Min(Math.Max(calls - reserved, chunk), budget!.Left(now, kind));
            if (wanted < calls - reserved || budget.Reserve(now, wanted, kind) is not { } next)
            {
                return false;
            }

            budget = next;
            reserved += wanted;
            reservedAt = now;
            mustSave = true;
        }

        reserved -= calls;
        return true;
    }
}
