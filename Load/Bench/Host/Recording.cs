using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems.ClientWorks;
using Counterpart.Systems.Wealthbox;

namespace Counterpart.Load;

/// <summary>One link's share of a recorded batch, everything encoded.</summary>
/// <param name="Row">Null: it stayed as it was.</param>
internal sealed record RecordedLink(
    long Number, LinkRow? Row, long ExpectedRevision, IReadOnlyList<JournalEntry> Entries, IReadOnlyList<(string System, DateTimeOffset? At)> Due);

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
        var links = Links(start);
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
            batches.Add([.. batch.GroupBy(record => record.Link).Select(link => Link(links[link.Key], [.. link.Select(record => record.Entry)]))]);
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

    private static RecordedLink Link(Played link, JournalEntry[] entries)
    {
        var before = link.State;
        var state = entries.Aggregate(before, (held, entry) => LinkFold.Replay(held, EventJson.Read(entry.Events.Span)));
        var due = new List<(string, DateTimeOffset?)>();
        foreach (var (side, system) in (ReadOnlySpan<(Side, string)>)[(Side.Hub, ClientWorksFactory.Name), (Side.Partner, WealthboxFactory.Name)])
        {
            var at = LinkDue.Of(state, side, FixedSettings.Rules);
            if (at != LinkDue.Of(before, side, FixedSettings.Rules))
            {
                due.Add((system, at));
            }
        }

        // As the host does.
        var row = SampleLinks.Row(state);
        var written = WrittenRow.Of(row);
        var stays = link.Written.Covers(written.Columns, entries.Length);
        (link.State, link.Written) = (state, stays ? link.Written.After(entries.Length) : written);
        return new RecordedLink(link.Number, stays ? null : row, before.Revision, entries, due);
    }

    // All rows are as they were filled: no records come after them.
    private static Dictionary<long, Played> Links(string path)
    {
        using var database = Database.Open(path, TimeSpan.FromSeconds(5));
        return database.Prepare("select l.row, f.id, l.name, s.content from link l join firm f on f.no = l.firm join state s on s.link = l.row")
            .All(static row => new Played(row.Long(0), StateCodec.Read(LinkKey.Parse(row.Text(1), row.Text(2)), row.Blob(3))))
            .ToDictionary(link => link.Number);
    }

    private static long LastSeq(string path)
    {
        using var database = Database.Open(path, TimeSpan.FromSeconds(5));
        return database.Prepare("select max(place) from journal").First(static row => row.Long(0));
    }

    /// <summary>A link on its way through the recording.</summary>
    private sealed class Played(long number, LinkState state)
    {
        public long Number => number;

        public LinkState State { get; set; } = state;

        public WrittenRow Written { get; set; } = WrittenRow.Of(SampleLinks.Row(state));
    }
}
