namespace Counterpart.Simulation;

/// <summary>Something that happens at a time of the <see cref="Timeline"/>.</summary>
internal interface IHappening
{
    void Happen();
}

/// <summary>
/// The world's true time, in microseconds, and what is to happen. Things of the same time happen in the order in which they were
/// planned, so that a run is the same every time.
/// </summary>
internal sealed class Timeline
{
    private const int OrderBits = 26;

    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private readonly PriorityQueue<IHappening, long> agenda = new();
    private long micros;
    private long planned;

    public DateTimeOffset Now { get; private set; } = Start;

    public long Happened { get; private set; }

    public void At(DateTimeOffset time, IHappening happening)
    {
        // Rounded up: nothing happens before its time.
        var at = Math.Max(micros, ((time - Start).Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond);
        if (++planned >> OrderBits != 0)
        {
            throw new InvalidOperationException("A run of so many steps does not end by itself.");
        }

        agenda.Enqueue(happening, (at << OrderBits) | planned);
    }

    public void After(TimeSpan delay, IHappening happening) => At(Now + delay, happening);

    public void At(DateTimeOffset time, Action action) => At(time, new Once(action));

    public void After(TimeSpan delay, Action action) => At(Now + delay, new Once(action));

    /// <summary>Until the time has come, or something says that it is over.</summary>
    public void Run(DateTimeOffset until, Func<bool> isOver)
    {
        var last = (until - Start).Ticks / TimeSpan.TicksPerMicrosecond;
        while (!isOver() && agenda.TryPeek(out _, out var key) && key >> OrderBits <= last)
        {
            var next = agenda.Dequeue();
            micros = key >> OrderBits;
            Now = Start.AddTicks(micros * TimeSpan.TicksPerMicrosecond);
            Happened++;
            next.Happen();
        }

        if (!isOver() && micros < last)
        {
            micros = last;
            Now = until;
        }
    }

    private sealed class Once(Action action) : IHappening
    {
        public void Happen() => action();
    }
}
