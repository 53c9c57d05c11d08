namespace Counterpart.Simulation;

/// <summary>What a flow waits for: a while, a signal, or a part of its work that waits for itself.</summary>
internal readonly struct Wait
{
    private Wait(TimeSpan delay, Signal? signal, IEnumerator<Wait>? part) => (Delay, Signal, Part) = (delay, signal, part);

    public TimeSpan Delay { get; }

    public Signal? Signal { get; }

    public IEnumerator<Wait>? Part { get; }

    public static implicit operator Wait(TimeSpan delay) => new(delay, null, null);

    public static implicit operator Wait(Signal signal) => new(default, signal, null);

    public static Wait For(IEnumerator<Wait> part) => new(default, null, part);
}

/// <summary>Who runs flows: a node from its start to its crash, or the world. What it had in memory ends with it.</summary>
internal sealed class Life
{
    public bool IsOver { get; private set; }

    /// <summary>Nothing of it moves before.</summary>
    public DateTimeOffset FrozenUntil { get; set; }

    public void End() => IsOver = true;
}

/// <summary>Set once; wakes those who wait for it.</summary>
internal sealed class Signal(Timeline timeline)
{
    private List<Flow>? waiting;

    public bool IsSet { get; private set; }

    public void Set()
    {
        if (IsSet)
        {
            return;
        }

        IsSet = true;
        foreach (var flow in waiting ?? [])
        {
            timeline.At(timeline.Now, flow);
        }

        waiting = null;
    }

    public void Add(Flow flow) => (waiting ??= []).Add(flow);
}

/// <summary>
/// Work that waits now and then. Between two waits nothing else happens; at every wait its life may end, and then it is never
/// heard of again.
/// </summary>
internal sealed class Flow : IHappening
{
    private readonly Timeline timeline;
    private readonly Life life;
    private readonly Stack<IEnumerator<Wait>> parts = new(2);

    private Flow(Timeline timeline, Life life, IEnumerator<Wait> work)
    {
        this.timeline = timeline;
        this.life = life;
        parts.Push(work);
    }

    public static void Start(Timeline timeline, Life life, IEnumerator<Wait> work) => timeline.At(timeline.Now, new Flow(timeline, life, work));

    public void Happen()
    {
        if (life.IsOver)
        {
            return;
        }

        if (life.FrozenUntil > timeline.Now)
        {
            timeline.At(life.FrozenUntil, this);
            return;
        }

        while (parts.TryPeek(out var part))
        {
            if (!part.MoveNext())
            {
                parts.Pop();
                continue;
            }

            var wait = part.Current;
            if (wait.Part is { } inner)
            {
                parts.Push(inner);
            }
            else if (wait.Signal is { } signal)
            {
                if (!signal.IsSet)
                {
                    signal.Add(this);
                    return;
                }
            }
            else
            {
                timeline.After(wait.Delay, this);
                return;
            }
        }
    }
}
