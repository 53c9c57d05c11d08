using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Law 8: the journal alone gives the row back, byte for byte, from rows of older formats too; and law 7's dense numbers.</summary>
internal sealed class Replay(World world)
{
    private readonly Dictionary<StoredLink, Folded> foldings = [];

    public void Check()
    {
        foreach (var firm in world.Store.Links.GroupBy(link => link.Key.Firm))
        {
            var last = 0L;
            foreach (var record in firm.SelectMany(link => link.Journal).OrderBy(record => record.Seq))
            {
                LawBroken.Require(7, record.Seq == ++last, $"{firm.Key} has no record {last}");
            }
        }

        var number = 0;
        foreach (var link in world.Store.Links)
        {
            Check(link, asJson: number++ == 0);
        }

        // Of one link: it costs two foldings more.
        if (world.Store.Links.FirstOrDefault() is { } one)
        {
            GoesOnFrom(one, 2, OldFormats.Known2, OldFormats.Write2);
            GoesOnFrom(one, 1, OldFormats.Known1, OldFormats.Write1);
        }
    }

    /// <summary>A row that an older version wrote half way, read by this one and folded on.</summary>
    private static void GoesOnFrom(StoredLink link, int format, Func<LinkState, LinkState> known, Func<LinkState, byte[]> write)
    {
        var half = known(link.Journal.Take(link.Journal.Count / 2).Aggregate(LinkState.New(link.Key), (state, record) => LinkFold.Replay(state, record.Events)));
        var read = StateCodec.Read(link.Key, write(half));
        LawBroken.Require(8, StateCodec.Write(read).AsSpan().SequenceEqual(StateCodec.Write(half)), $"{link.Key}: a row of format {format} is read as another state");

        foreach (var record in link.Journal.Skip(link.Journal.Count / 2))
        {
            read = LinkFold.Replay(read, record.Events);
        }

        LawBroken.Require(
            8,
            StateCodec.Write(known(read)).AsSpan().SequenceEqual(StateCodec.Write(known(link.State))),
            $"{link.Key}: from a row of format {format} the journal folds to another state");
    }

    /// <summary>What was folded by the last check is gone on from: records do not change.</summary>
    /// <param name="asJson">Through the journal's own form too: it costs more than all the rest.</param>
    private void Check(StoredLink link, bool asJson)
    {
        var (folded, records) = foldings.GetValueOrDefault(link) ?? new Folded(LinkState.New(link.Key), 0);
        foreach (var record in link.Journal.Skip(records))
        {
            folded = LinkFold.Replay(folded, asJson ? EventJson.Read(EventJson.Write(record.Events)) : record.Events);
            LawBroken.Require(7, folded.Revision == record.Revision, $"{link.Key}: record {record.Seq} is not revision {folded.Revision}");
        }

        foldings[link] = new Folded(folded, link.Journal.Count);
        var bytes = StateCodec.Write(link.State);
        LawBroken.Require(8, StateCodec.Write(folded).AsSpan().SequenceEqual(bytes), $"{link.Key}: the journal folds to another state");
        LawBroken.Require(8, StateCodec.Write(StateCodec.Read(link.Key, bytes)).AsSpan().SequenceEqual(bytes), $"{link.Key}: the state's bytes are not stable");
    }

    private sealed record Folded(LinkState State, int Records);
}
