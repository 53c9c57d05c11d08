using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems.ClientWorks;
using Counterpart.Systems.Wealthbox;

namespace Counterpart.Load;

/// <summary>One link's share of a recorded batch, everything encoded.</summary>
internal sealed record RecordedLink(
    LinkRow Row, long ExpectedRevision, IReadOnlyList<JournalEntry> Entries, IReadOnlyList<(string System, DateTimeOffset? At)> Due);

/// <summary>
/// The very batches that a host's round committed, read back from its journal: the same links, events, rows and due changes.
/// </summary>
internal sealed class Recording
{
    private Recording(List<RecordedLink[]> batches, long edits, int measuredFrom) =>
        (Batches, Edits, MeasuredFrom) = (batches, edits, measuredFrom);

    public IReadOnlyList<RecordedLink[]> Batches { get; }

    /// <summary>Journal records in the measured batches.</summary>
    public long Edits { get; }

    /// <summary>The first batch that is measured; those before it warm up.</summary>
    public int MeasuredFrom { get; }

    /// <param name="start">The database that the round started from.</param>
    /// <param name="played">The round's own database.</param>
    /// <param name="after">The sequence after which the round was measured.</param>
    public static Recording Read(string start, string played, long after)
    {
        var states = States(start);
        using var database = Database.Open(played, TimeSpan.FromSeconds(5));
        var from = LastSeq(start);
        var batches = new List<RecordedLink[]>();
        var edits = 0L;
        var measuredFrom = 0;
        var records = database.Prepare("select batch, place, link, revision, at, actor, events from journal where place > ?1 order by place")
            .Bind(from)
            .All(static row => (Batch: row.Long(0), Seq: JournalPlace.Seq(row.Long(1)), Link: row.Long(2),
                Entry: new JournalEntry(row.Long(3), row.Text(5), row.Time(4), row.Blob(6))));
        foreach (var batch in records.GroupBy(record => record.Batch))
        {
            batches.Add([.. batch.GroupBy(record => record.Link).Select(link => Link(states, link.Key, [.. link.Select(record => record.Entry)]))]);
            if (batch.First().Seq > after)
            {
                edits += batch.Count();
            }
            else
            {
                measuredFrom = batches.Count;
            }
        }

        return new Recording(batches, edits, measuredFrom);
    }

    private static RecordedLink Link(Dictionary<long, LinkState> states, long row, JournalEntry[] entries)
    {
        var before = states[row];
        var state = entries.Aggregate(before, (held, entry) => LinkFold.Replay(held, EventJson.Read(entry.Events.Span)));
        states[row] = state;
        var due = new List<(string, DateTimeOffset?)>();
        foreach (var (side, system) in (ReadOnlySpan<(Side, string)>)[(Side.Hub, ClientWorksFactory.Name), (Side.Partner, WealthboxFactory.Name)])
        {
            var at = LinkDue.Of(state, side, FixedSettings.Rules);
            if (at != LinkDue.Of(before, side, FixedSettings.Rules))
            {
                due.Add((system, at));
            }
        }

        return new RecordedLink(SampleLinks.Row(state, row), before.Revision, entries, due);
    }

    private static Dictionary<long, LinkState> States(string path)
    {
        using var database = Database.Open(path, TimeSpan.FromSeconds(5));
        return database.Prepare("select l.row, f.id, l.name, l.state from link l join firm f on f.no = l.firm")
            .All(static row => (Row: row.Long(0), State: StateCodec.Read(LinkKey.Parse(row.Text(1), row.Text(2)), row.Blob(3))))
            .ToDictionary(link => link.Row, link => link.State);
    }

    private static long LastSeq(string path)
    {
        using var database = Database.Open(path, TimeSpan.FromSeconds(5));
        return database.Prepare("select max(place) from journal").First(static row => row.Long(0));
    }
}
