namespace Counterpart.Load.Storm;

/// <summary>When a process of the product was away because we killed it: calls that broke then are no failures of its own.</summary>
internal sealed class Disturbances(TimeProvider clock)
{
    /// <summary>Connections made before may break so long after it is back.</summary>
    private static readonly TimeSpan Echo = TimeSpan.FromSeconds(2);
    private readonly Lock gate = new();
    private readonly List<(DateTimeOffset From, DateTimeOffset Until, string What)> all = [];

    public IReadOnlyList<(DateTimeOffset From, DateTimeOffset Until, string What)> All
    {
        get
        {
            lock (gate)
            {
                return [.. all];
            }
        }
    }

    public async Task DuringAsync(string what, Func<Task> disturb)
    {
        var from = clock.GetUtcNow();
        int place;
        lock (gate)
        {
            place = all.Count;
            all.Add((from, DateTimeOffset.MaxValue, what));
        }

        await disturb();
        lock (gate)
        {
            all[place] = (from, clock.GetUtcNow(), what);
        }
    }

    public bool Cover(DateTimeOffset from, DateTimeOffset until)
    {
        lock (gate)
        {
            return all.Exists(away => from <= Later(away.Until) && until >= away.From);
        }
    }

    private static DateTimeOffset Later(DateTimeOffset time) => time == DateTimeOffset.MaxValue ? time : time + Echo;
}
