namespace Counterpart.Api.Demo;

/// <summary>What the simulators print on their standard error: kept while they start, for it says why they can't, and passed on after that.</summary>
internal sealed class SimulatorErrors
{
    private readonly Lock gate = new();
    private List<string>? kept = [];

    /// <summary>In one line.</summary>
    public string Kept
    {
        get
        {
            lock (gate)
            {
                return string.Join(' ', kept ?? []);
            }
        }
    }

    public void Add(string line)
    {
        lock (gate)
        {
            if (kept is not null)
            {
                kept.Add(line);
                return;
            }
        }

        Console.Error.WriteLine(line);
    }

    public void PassOn()
    {
        List<string>? lines;
        lock (gate)
        {
            (lines, kept) = (kept, null);
        }

        lines?.ForEach(Console.Error.WriteLine);
    }
}
