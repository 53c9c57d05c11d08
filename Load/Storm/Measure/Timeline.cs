namespace Counterpart.Load.Storm;

/// <summary>What was measured, interval after interval: at most so many, for the interval grows with the run.</summary>
internal sealed class Timeline
{
    private readonly Lock gate = new();
    private readonly List<Sample> samples = [];
    private readonly List<Mark> marks = [];

    public IReadOnlyList<Sample> Samples
    {
        get
        {
            lock (gate)
            {
                return [.. samples];
            }
        }
    }

    public IReadOnlyList<Mark> Marks
    {
        get
        {
            lock (gate)
            {
                return [.. marks];
            }
        }
    }

    public void Add(Sample sample)
    {
        lock (gate)
        {
            samples.Add(sample);
        }
    }

    public void Add(Mark mark)
    {
        lock (gate)
        {
            marks.Add(mark);
        }
    }
}

/// <param name="At">Seconds since the beginning, at the interval's end.</param>
/// <param name="Stage">What was done then.</param>
internal sealed record Sample(double At, string Stage, IReadOnlyDictionary<string, double> Values);

/// <summary>Something that happened and explains what is seen.</summary>
internal sealed record Mark(double At, string What, bool IsFault);
