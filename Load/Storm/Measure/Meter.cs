namespace Counterpart.Load.Storm;

/// <summary>Counts the answers of one kind of call, and how long those took that were good.</summary>
internal sealed class Meter
{
    private readonly Lock gate = new();
    private readonly LogHistogram interval = new();
    private readonly LogHistogram total = new();
    private long[] recent = new long[Enum.GetValues<AnswerKind>().Length];
    private readonly long[] all = new long[Enum.GetValues<AnswerKind>().Length];
    private readonly Queue<string> cases = [];

    /// <summary>The first failures.</summary>
    public IReadOnlyCollection<string> Cases
    {
        get
        {
            lock (gate)
            {
                return [.. cases];
            }
        }
    }

    public void Add(AnswerKind kind, TimeSpan latency, string? told = null)
    {
        lock (gate)
        {
            recent[(int)kind]++;
            all[(int)kind]++;
            if (kind == AnswerKind.Answered)
            {
                interval.Add(latency);
            }
            else if (kind == AnswerKind.Failed && cases.Count < 10)
            {
                cases.Enqueue(told ?? "failed");
            }
        }
    }

    /// <summary>What came since the last time that somebody asked this.</summary>
    public Figures Take()
    {
        lock (gate)
        {
            var figures = Figures.Of(recent, interval);
            recent = new long[recent.Length];
            total.Add(interval);
            interval.Clear();
            return figures;
        }
    }

    /// <summary>Everything; times only since the last <see cref="Forget"/>.</summary>
    public Figures All()
    {
        lock (gate)
        {
            var times = new LogHistogram();
            times.Add(total);
            times.Add(interval);
            return Figures.Of([.. all], times);
        }
    }

    /// <summary>Forgets times: what comes now counts.</summary>
    public void Forget()
    {
        lock (gate)
        {
            total.Clear();
            interval.Clear();
        }
    }
}

/// <summary>Answers by kind, and percentiles of the good ones.</summary>
internal sealed record Figures(IReadOnlyList<long> Kinds, long Timed, TimeSpan P50, TimeSpan P99, TimeSpan P999, TimeSpan Longest)
{
    public long this[AnswerKind kind] => Kinds[(int)kind];

    public static Figures Of(IReadOnlyList<long> kinds, LogHistogram times) =>
        new(kinds, times.Count, times.At(0.5), times.At(0.99), times.At(0.999), times.Longest);
}
