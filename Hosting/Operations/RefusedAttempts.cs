using System.Globalization;
using System.Runtime.InteropServices;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>
/// Notes refusals in the audit without letting whoever is refused fill it: the first of a kind at once, those that follow within a
/// minute as one row with their number.
/// </summary>
public sealed class RefusedAttempts(IAuditTrail trail, TimeProvider clock)
{
    private const int MaxKinds = 1000;
    private const string Others = "(several)";
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<Kind, Counted> kinds = [];
    private DateTimeOffset swept;

    public void Note(AuditRow row)
    {
        lock (gate)
        {
            Sweep();
            var kind = new Kind(row.Firm, row.Actor, row.Action, row.Source, row.Outcome);
            if (kinds.Count >= MaxKinds && !kinds.ContainsKey(kind))
            {
                // Too many sources to be counted one by one.
                kind = kind with { Source = Others, Actor = Others, Firm = null };
                row = row with { Source = Others, Actor = Others, Firm = null, Target = null, Detail = null };
            }

            if (kinds.TryGetValue(kind, out var counted))
            {
                kinds[kind] = counted with { Last = row, More = counted.More + 1 };
                return;
            }

            kinds[kind] = new Counted(row.At, row, 0);
        }

        trail.Note(row);
    }

    /// <summary>Writes the numbers of the windows that are over; called from time to time, and with every refusal.</summary>
    public void Flush()
    {
        lock (gate)
        {
            Sweep();
        }
    }

    private void Sweep()
    {
        var now = clock.GetUtcNow();
        if (now - swept < TimeSpan.FromSeconds(1))
        {
            return;
        }

        swept = now;
        foreach (var (kind, counted) in kinds.Where(pair => now - pair.Value.Since >= Window).ToList())
        {
            kinds.Remove(kind);
            if (counted.More > 0)
            {
                trail.Note(counted.Last with { Detail = string.Create(CultureInfo.InvariantCulture, $$"""{"times":{{counted.More}}}""") });
            }
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Kind(string? Firm, string Actor, string Action, string? Source, string Outcome);

    private sealed record Counted(DateTimeOffset Since, AuditRow Last, int More);
}
