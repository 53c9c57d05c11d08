using Counterpart.Links;
using Counterpart.Systems;
using Counterpart.Systems.Wealthbox;

namespace Counterpart.Load;

/// <summary>
/// Days of an office at a vendor with 60 calls a minute and 5,000 a day, by a clock that is moved on: the product's own meter and plan
/// decide when to look and when to push, and every call counts.
/// </summary>
/// <param name="opens">When people begin to edit; what they do in a day is the same, however long it takes.</param>
internal sealed class DayOfCalls(int seed, TimeSpan opens, TimeSpan closes)
{
    public const int Calls = 5000;
    private const int Days = 3;
    private const int PushCalls = 2;

    /// <summary>A day, on each side.</summary>
    private const double Edits = 800;
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan ActiveFor = TimeSpan.FromMinutes(2);
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly SystemTraits Traits = new WealthboxFactory().Traits with { BudgetCalls = 60, BudgetWindow = TimeSpan.FromMinutes(1), DayCalls = Calls };

    private readonly Random random = new(seed);
    private readonly CallMeter meter = new(
        WealthboxFactory.Name,
        new CallBudget(Traits.Windows),
        new ChannelHealth(),
        []);

    private readonly Queue<DateTimeOffset> toFind = [];
    private readonly Queue<DateTimeOffset> toPush = [];
    private readonly List<DateTimeOffset> calls = [];
    private readonly List<TimeSpan> first = [];
    private readonly List<TimeSpan> last = [];
    private DateTimeOffset lastPass = Start;
    private DateTimeOffset lastActivity = Start;

    public static DayOfCalls AroundTheClock(int seed) => new(seed, TimeSpan.Zero, TimeSpan.FromDays(1));

    public static DayOfCalls NineToFive(int seed) => new(seed, TimeSpan.FromHours(9), TimeSpan.FromHours(17));

    /// <summary>The first day begins with a full window and does not count.</summary>
    public DayResult Run()
    {
        for (var now = Start; now < Start + TimeSpan.FromDays(Days); now += Tick)
        {
            Edit(now);
            Push(now);
            Look(now);
        }

        return new DayResult(MedianOf(first), MedianOf(last), Most());
    }

    private static TimeSpan MedianOf(List<TimeSpan> delays) => TimeSpan.FromSeconds(Median.Of(delays.Select(delay => delay.TotalSeconds)) ?? 0);

    private void Edit(DateTimeOffset now)
    {
        if (now.TimeOfDay < opens || now.TimeOfDay >= closes)
        {
            return;
        }

        foreach (var queue in new[] { toFind, toPush })
        {
            if (random.NextDouble() < Edits / (closes - opens).TotalSeconds)
            {
                queue.Enqueue(now);
            }
        }
    }

    private void Push(DateTimeOffset now)
    {
        while (toPush.Count > 0 && meter.TryTake(now, PushCalls, CallKind.Push, out _) is null)
        {
            toPush.Dequeue();
            calls.AddRange([now, now]);
            lastActivity = now;
        }
    }

    private void Look(DateTimeOffset now)
    {
        var needs = new PollNeeds(Traits.PollLeast ?? Traits.PollEvery, Traits.PollEvery, Traits.PollMost, PassCalls: 1, SweepRate: 0, now - lastActivity < ActiveFor);
        if (now - lastPass < PollPlan.Interval(meter.Budget, needs, now) || meter.TryTake(now, 1, CallKind.Read, out _) is not null)
        {
            return;
        }

        lastPass = now;
        calls.Add(now);
        while (toFind.TryDequeue(out var edited))
        {
            lastActivity = now;
            if (edited >= Start + TimeSpan.FromDays(1))
            {
                Note(edited.TimeOfDay, now - edited);
            }
        }
    }

    private void Note(TimeSpan at, TimeSpan delay)
    {
        if (at < opens + Hour)
        {
            first.Add(delay);
        }
        else if (at >= closes - Hour)
        {
            last.Add(delay);
        }
    }

    private int Most()
    {
        var (most, from) = (0, 0);
        for (var until = 0; until < calls.Count; until++)
        {
            while (calls[from] <= calls[until] - TimeSpan.FromDays(1))
            {
                from++;
            }

            most = Math.Max(most, until - from + 1);
        }

        return most;
    }
}

/// <param name="FirstHour">How old an edit at the partner was when it was found, in the middle of all.</param>
/// <param name="Most">The most calls in any 24 hours.</param>
internal sealed record DayResult(TimeSpan FirstHour, TimeSpan LastHour, int Most);
