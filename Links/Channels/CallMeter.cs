using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>
/// Decides when a channel may call: within the vendor's windows, not while the vendor asked to wait, and not while the circuit
/// is open. Calls are taken from a small reservation, which is saved before the first of them is made. Not guarded against
/// concurrent use.
/// </summary>
public sealed class CallMeter
{
    private static readonly TimeSpan UsualWait = TimeSpan.FromSeconds(5);

    private readonly string system;
    private readonly int chunk = 1;
    private int reserved;
    private DateTimeOffset reservedAt;

    /// <param name="system">What to spread the circuit's waits by.</param>
    /// <param name="budget">What was spent by now; null where the vendor sets no limit.</param>
    public CallMeter(string system, CallBudget? budget, ChannelHealth health, ImmutableArray<CallForecast> forecasts)
    {
        this.system = system;
        Budget = budget;
        Health = health;
        Forecasts = forecasts;
        if (budget is not null)
        {
            // As many as a tenth of a second takes: what is tight is reserved call by call.
            chunk = Math.Clamp((int)(budget.Windows.Min(window => window.Rate) / 10), 1, 1000);
        }
    }

    public CallBudget? Budget { get; private set; }

    public ChannelHealth Health { get; private set; }

    public ImmutableArray<CallForecast> Forecasts { get; private set; }

    /// <summary>Takes calls that may be made now; else tells when to ask again.</summary>
    /// <param name="mustSave">More was reserved for it: to be saved before the calls are made.</param>
    public DateTimeOffset? TryTake(DateTimeOffset now, int calls, CallKind kind, out bool mustSave)
    {
        mustSave = false;
        if (Health.PausedUntil > now)
        {
            return Health.PausedUntil;
        }

        if (Health.Circuit.Pass(now) is not { } circuit)
        {
            return Health.Circuit.OpenUntil;
        }

        if (Budget is not null && !TakeReserved(now, calls, kind, out mustSave))
        {
            var free = Budget.FreeAt(now, calls, kind);
            return free > now ? free : now + TimeSpan.FromSeconds(1);
        }

        Health = ReferenceEquals(circuit, Health.Circuit) ? Health : Health with { Circuit = circuit };
        return null;
    }

    /// <summary>Calls that were taken and not made may be made by others, while their reservation lasts.</summary>
    public void GiveBack(DateTimeOffset now, int calls)
    {
        if (Budget is not null && CallBudget.ReservedUntil(reservedAt) > now)
        {
            reserved += calls;
        }
    }

    /// <summary>Whether calls can go on at such a pace beside all others, for what only makes things quicker.</summary>
    public bool HasPlenty(DateTimeOffset now, TimeSpan pace) =>
        Budget is null || PollPlan.ReadRate(Budget, 0, now) * pace.TotalSeconds > 2;

    public void Succeeded(DateTimeOffset now) => Health = Health with { LastCall = now, FailingSince = null, Circuit = Health.Circuit.Succeeded() };

    /// <summary>The vendor said that there were too many calls.</summary>
    public void Limited(DateTimeOffset now, TimeSpan? retryAfter, ChannelFailure failure)
    {
        var until = now + (retryAfter ?? UsualWait);
        Health = Health with { LastFailure = failure, PausedUntil = until > Health.PausedUntil ? until : Health.PausedUntil ?? until };
    }

    /// <summary>The vendor could not be reached, or not with this credential.</summary>
    public void Unreachable(DateTimeOffset now, ChannelFailure failure) =>
        Health = Health with { LastFailure = failure, FailingSince = Health.FailingSince ?? now, Circuit = Health.Circuit.Failed(now, system) };

    /// <summary>The credential lacks the right: no call will succeed before somebody gives it.</summary>
    public void Forbidden(ChannelFailure failure) => Health = Health with { LastFailure = failure, FailingSince = Health.FailingSince ?? failure.At };

    /// <summary>Calls are made again as if none had failed.</summary>
    public void ForgetFailures() => Health = Health with { FailingSince = null, Circuit = new CircuitBreaker() };

    /// <summary>The call failed for a reason of its own, which says nothing of the next.</summary>
    public void Refused(ChannelFailure failure) => Health = Health with { LastFailure = failure };

    /// <summary>The vendor said how many calls are left of the window of such a length.</summary>
    /// <param name="inFlight">Calls under way, the one that was answered included: the others may not be counted yet.</param>
    public void Tell(DateTimeOffset now, TimeSpan span, int left, int inFlight) =>
        Budget = Budget?.Tell(span, left, reserved + Math.Max(0, inFlight - 1), now);

    /// <summary>Remembers what the cadence was planned from, for forecasts.</summary>
    public void Planned(DateTimeOffset now, PollNeeds needs, TimeSpan interval)
    {
        Health = Health with { Needs = needs, PollEvery = interval };
        if (Budget is { } present)
        {
            Forecasts = BudgetForecast.Roll(
                Forecasts, present, window => BudgetForecast.Rate(present, window, needs, interval, now), now);
        }
    }

    /// <summary>A wait that is over is nothing to save.</summary>
    public void Settle(DateTimeOffset now)
    {
        if (Health.PausedUntil <= now)
        {
            Health = Health with { PausedUntil = null };
        }
    }

    private bool TakeReserved(DateTimeOffset now, int calls, CallKind kind, out bool mustSave)
    {
        mustSave = false;
        if (CallBudget.ReservedUntil(reservedAt) <= now)
        {
            // Never made, and nobody else knew of them.
            Budget = reserved > 0 ? Budget!.Refund(reservedAt, reserved) : Budget;
            reserved = 0;
        }

        if (reserved < calls)
        {
            var wanted = Math.Min(Math.Max(calls - reserved, chunk), Budget!.Left(now, kind));
            if (wanted < calls - reserved || Budget.Reserve(now, wanted, kind) is not { } next)
            {
                return false;
            }

            Budget = next;
            reserved += wanted;
            reservedAt = now;
            mustSave = true;
        }

        reserved -= calls;
        return true;
    }
}
