namespace Counterpart.Load;

/// <summary>What callers were answered last of each link, to be held against the store.</summary>
internal sealed class LastAnswers(int links)
{
    private readonly Lock gate = new();
    private readonly (long Revision, string? Name)[] last = new (long, string?)[links];

    /// <summary>Edits that were answered as durable.</summary>
    public long Edits { get; private set; }

    /// <summary>Answers of one link may come in any order.</summary>
    public void Note(int place, long revision, string name)
    {
        lock (gate)
        {
            Edits++;
            if (last[place].Revision < revision)
            {
                last[place] = (revision, name);
            }
        }
    }

    /// <summary>Null where no edit was answered.</summary>
    public (long Revision, string Name)? Of(int place)
    {
        lock (gate)
        {
            return last[place] is { Name: { } name } answer ? (answer.Revision, name) : null;
        }
    }
}
