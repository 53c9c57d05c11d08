namespace Counterpart.Load.Storm;

/// <summary>
/// When a process of the product was away because we killed it, or this program had no turn: calls that broke then are no failures of the
/// product's own.
/// </summary>
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

    /// <summary>This program had no turn for so long, until now.</summary>
    public void StoodStill(TimeSpan time)
    {
        lock (gate)
        {
            all.Add((clock.GetUtcNow() - time, clock.GetUtcNow(), "stood still"));
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
