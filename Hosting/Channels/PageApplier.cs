using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>Takes over what a page lists: keeps the directory, tells the links.</summary>
internal sealed class PageApplier(ChannelContext channel, ChannelSession session, Cadence cadence)
{
    private readonly SharedKnownContent known = session.Known;
    private readonly LinkedRecords linked = new(channel);

    /// <summary>
    /// Takes over what is new. Reads that would blank values of a link are given back untaken: how many there are decides about
    /// them, when the pass is complete.
    /// </summary>
    public async Task<IReadOnlyList<BlankingRead>> ApplyAsync(PageResult.Page page, DateTimeOffset unchangedSince)
    {
        IReadOnlyList<BlankingRead> aside = [];
        var changed = page.Records.Where(record => !known.Has(record)).ToList();
        if (changed.Count > 0)
        {
            cadence.Active();
            var rows = changed.ConvertAll(record => new DirectoryRow(
                Profiles.Of(record, channel.Region), record.Book, Deleted: false, page.EndedAt, DirectoryContent.Write(record, page.StartedAt, page.EndedAt)));
            Require(await channel.Store.UpsertRecordsAsync(channel.Firm, channel.System, session.Lease.Token, rows, session.Lost));
            aside = await ObserveAsync(page, changed, unchangedSince);
        }

        if (!page.Deleted.IsEmpty)
        {
            await GoneAsync(page.Deleted, GoneReason.Deleted, page.StartedAt, page.EndedAt);
        }

        return aside;
    }

    /// <summary>How far down the page its last record stands that differs from what is known, from 1; 0: none does.</summary>
    public int Depth(PageResult.Page page)
    {
        var depth = page.Records.Length;
        while (depth > 0 && known.Has(page.Records[depth - 1]))
        {
            depth--;
        }

        return depth;
    }

    /// <summary>Takes over reads that were put aside.</summary>
    public async Task TakeAsync(IEnumerable<BlankingRead> aside)
    {
        foreach (var read in aside)
        {
            if (await TellAsync(read.Record, read.Links, read.StartedAt, read.EndedAt, read.UnchangedSince, single: false))
            {
                known.Add(read.Record, read.StartedAt);
            }
        }
    }

    /// <summary>Takes over a record that was read by itself.</summary>
    public async Task TakeAsync(SystemRecord record, DateTimeOffset startedAt, DateTimeOffset endedAt, DateTimeOffset unchangedSince)
    {
        var row = new DirectoryRow(Profiles.Of(record, channel.Region), record.Book, Deleted: false, endedAt, DirectoryContent.Write(record, startedAt, endedAt));
        Require(await channel.Store.UpsertRecordsAsync(channel.Firm, channel.System, session.Lease.Token, [row], session.Lost));
        var links = await linked.FindAsync([record.Id], session.Lost);
        if (await TellAsync(record, [.. links[record.Id]], startedAt, endedAt, unchangedSince, single: true))
        {
            known.Add(record, startedAt);
        }
    }

    public async Task GoneAsync(IReadOnlyCollection<string> ids, GoneReason reason, DateTimeOffset startedAt, DateTimeOffset endedAt)
    {
        if (reason == GoneReason.Deleted)
        {
            Require(await channel.Store.MarkDeletedAsync(channel.Firm, channel.System, session.Lease.Token, ids, endedAt, session.Lost));
        }

        known.Forget(ids);
        var links = await linked.FindAsync(ids, session.Lost);
        foreach (var (key, side) in ids.SelectMany(id => links[id]))
        {
            var command = new LinkCommand.RecordGone(side, reason, startedAt) { At = channel.Clock.GetUtcNow() };
            await channel.Host.AskAsync(key, command, session.Context, session.Lost);
        }
    }

    /// <summary>Which of these records a broken link waits for.</summary>
    public async Task<IReadOnlyList<string>> BrokenAsync(IReadOnlyCollection<string> ids)
    {
        var links = await linked.FindAsync(ids, session.Lost);
        var keys = ids.SelectMany(id => links[id]).Select(link => link.Key).Distinct().ToList();
        var broken = (await channel.Store.LoadLinksAsync(keys, session.Lost))
            .Where(row => row.Phase == PhaseNames.Of(Phase.Broken)).Select(row => row.Key).ToHashSet();
        return broken.Count == 0 ? [] : [.. ids.Where(id => links[id].Any(link => broken.Contains(link.Key)))];
    }

    /// <summary>A page that comes when another node has the channel would put what was there before over what that one has read.</summary>
    private void Require(bool isHeld)
    {
        if (!isHeld)
        {
            throw new LeaseLostException(session.Context.Lease!);
        }
    }

    private async Task<IReadOnlyList<BlankingRead>> ObserveAsync(PageResult.Page page, List<SystemRecord> records, DateTimeOffset unchangedSince)
    {
        var links = await linked.FindAsync(records.ConvertAll(record => record.Id), session.Lost);
        var aside = await BlankingAsync(page, records, links, unchangedSince);
        var held = aside.Select(read => read.Record.Id).ToHashSet(StringComparer.Ordinal);
        await Task.WhenAll(records.Where(record => !held.Contains(record.Id)).Select(async record =>
        {
            if (await TellAsync(record, [.. links[record.Id]], page.StartedAt, page.EndedAt, unchangedSince, single: false))
            {
                known.Add(record, page.StartedAt);
            }
        }));
        return aside;
    }

    private async Task<IReadOnlyList<BlankingRead>> BlankingAsync(
        PageResult.Page page, List<SystemRecord> records, ILookup<string, (LinkKey Key, Side Side)> links, DateTimeOffset unchangedSince)
    {
        var suspects = records.Where(record => links.Contains(record.Id) && known.MayHaveLess(record)).ToList();
        if (suspects.Count == 0)
        {
            return [];
        }

        var keys = suspects.SelectMany(record => links[record.Id]).Select(link => link.Key).Distinct().ToList();
        var rows = (await channel.Store.LoadLinksAsync(keys, session.Lost)).ToDictionary(row => row.Key);
        var aside = new List<BlankingRead>();
        foreach (var record in suspects)
        {
            foreach (var (key, side) in links[record.Id])
            {
                if (rows.TryGetValue(key, out var row)
                    && row.Phase == PhaseNames.Of(Phase.Linked)
                    && BlankScan.Count(
                        StoredState.Of(row),
                        ReadOf(record, side, page.StartedAt, page.EndedAt, unchangedSince, single: false),
                        await channel.Settings.GetAsync(key.Firm, key.Integration, session.Lost)) > 0)
                {
                    aside.Add(new BlankingRead(record, key, [.. links[record.Id]], page.StartedAt, page.EndedAt, unchangedSince));
                    break;
                }
            }
        }

        return aside;
    }

    private static RecordRead ReadOf(SystemRecord record, Side side, DateTimeOffset startedAt, DateTimeOffset endedAt, DateTimeOffset unchangedSince, bool single) => new()
    {
        Side = side,
        RecordId = record.Id,
        Content = record.Content,
        Revision = record.Revision,
        StartedAt = startedAt,
        EndedAt = endedAt,
        UnchangedSince = unchangedSince,
        Single = single,
    };

    /// <summary>Whether every link that the record belongs to believed it.</summary>
    private async Task<bool> TellAsync(
        SystemRecord record,
        IReadOnlyList<(LinkKey Key, Side Side)> links,
        DateTimeOffset startedAt,
        DateTimeOffset endedAt,
        DateTimeOffset unchangedSince,
        bool single)
    {
        var believed = true;
        foreach (var (key, side) in links)
        {
            var read = ReadOf(record, side, startedAt, endedAt, unchangedSince, single);
            var answer = await channel.Host.AskAsync(key, new LinkCommand.Observe(read) { At = channel.Clock.GetUtcNow() }, session.Context, session.Lost);
            believed &= answer.Reply is not (LinkReply.NotBelieved or LinkReply.Observed { Partly: true });
        }

        return believed;
    }
}

/// <summary>A read that would blank values of a link.</summary>
/// <param name="Blanked">The link.</param>
/// <param name="Links">All links that the record belongs to.</param>
internal sealed record BlankingRead(
    SystemRecord Record,
    LinkKey Blanked,
    IReadOnlyList<(LinkKey Key, Side Side)> Links,
    DateTimeOffset StartedAt,
    DateTimeOffset EndedAt,
    DateTimeOffset UnchangedSince);
