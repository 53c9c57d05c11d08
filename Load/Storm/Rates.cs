namespace Counterpart.Load.Storm;

/// <summary>How much is asked for now.</summary>
internal sealed class Rates
{
    private double perSide;
    private string stage = "start";

    /// <summary>Edits per second on each side.</summary>
    public double PerSide
    {
        get => Volatile.Read(ref perSide);
        set => Volatile.Write(ref perSide, value);
    }

    /// <summary>What is done now, in a word or two.</summary>
    public string Stage
    {
        get => Volatile.Read(ref stage);
        set => Volatile.Write(ref stage, value);
    }
}
