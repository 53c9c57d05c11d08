using Counterpart.Links;
using Counterpart.Systems;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>
/// The slow pass over every record of a system, spread thin: finds changes that the fast passes missed, records that left the
/// list without a trace, and records of broken links that are back.
/// </summary>
internal sealed partial class SweepLoop(ChannelContext channel, ChannelSession session, PageReader pages, PageApplier applier, BrakeCheck brake)
{
    private const int DirectoryPage = 200;
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    private readonly SweepListing listed = new();
    private readonly List<BlankingRead> aside = [];

    public async Task RunAsync()
    {
        var lastPage = channel.Clock.GetUtcNow();
        while (true)
        {
            await WaitAsync(lastPage);
            if (session.Sweep.Next is null)
            {
                listed.Clear();
                aside.Clear();
                session.Sweep = Sweep.Start(session.Sweep, channel.Traits.HasFeed, channel.Clock.GetUtcNow());
            }

            await ReadAsync(session.Sweep.Next!);
            lastPage = channel.Clock.GetUtcNow();
        }
    }

    private async Task WaitAsync(DateTimeOffset lastPage)
    {
        while (true)
        {
            var due = Sweep.DueAt(session.Sweep, channel.Traits.SweepEvery, channel.Traits.PageSize, lastPage);
            var wait = due - channel.Clock.GetUtcNow();
            if (wait <= TimeSpan.Zero && session.Capture.CompletePass is not null && session.Brake is null)
            {
                return;
            }

            wait = wait <= TimeSpan.Zero ? TimeSpan.FromMilliseconds(50) : wait;
            await Task.Delay(wait < LongestWait ? wait : LongestWait, channel.Clock, session.Lost);
        }
    }

    private async Task ReadAsync(PageRequest request)
    {
        var unchangedSince = Sweep.UnchangedSince(session.Sweep, channel.Traits.Limits.ReadLag);
        var page = await pages.ReadAsync(request, CallKind.Sweep);
        aside.AddRange(await applier.ApplyAsync(page, unchangedSince));
        var ids = page.Records.Select(record => record.Id).ToList();
        listed.Add(ids, page.Deleted);
        foreach (var id in await applier.BrokenAsync(ids))
        {
            // A list may show what a single read does not: only that one tells.
            await ConfirmAsync(id, unchangedSince);
        }

        var advanced = Sweep.Advance(session.Sweep, page.Next, page.Total, channel.Traits.PageSize);
        if (advanced.Next is not null)
        {
            session.Sweep = advanced;
            return;
        }

        if (!await brake.SettleAsync(aside))
        {
            session.Sweep = session.Sweep with { Start = null, Next = null, Read = 0 };
            return;
        }

        if (listed.IsWhole(page.Total))
        {
            await ConfirmAbsentAsync(session.Sweep.Start!.Value, unchangedSince);
        }

        session.Sweep = advanced;
        await session.SaveAsync();
        LogSwept(channel.Logger, channel.Firm, channel.System, listed.Count);
    }

    /// <summary>Records of the directory that the whole list did not show are read one by one: only then are they gone.</summary>
    private async Task ConfirmAbsentAsync(DateTimeOffset start, DateTimeOffset unchangedSince)
    {
        (string, string)? after = null;
        do
        {
            var rows = await channel.Store.SearchRecordsAsync(channel.Firm, channel.System, null, after, DirectoryPage, session.Lost);
            foreach (var row in rows.Where(row => listed.IsMissing(row.Profile.Id, row.ReadAt, start)))
            {
                await ConfirmAsync(row.Profile.Id, unchangedSince);
            }

            after = rows.Count == DirectoryPage ? (rows[^1].Profile.NameKey, rows[^1].Profile.Id) : null;
        }
        while (after is not null);
    }

    private async Task ConfirmAsync(string id, DateTimeOffset unchangedSince)
    {
        await session.TakeAsync(CallKind.Sweep);
        switch (await session.CallAsync(() => channel.Connector.ReadAsync(id, session.Lost)))
        {
            case ReadResult.Found(var record, var startedAt, var endedAt):
                session.Succeeded();
                await applier.TakeAsync(record, startedAt, endedAt, unchangedSince);
                break;
            case ReadResult.Gone(var reason, var startedAt, var endedAt):
                session.Succeeded();
                await applier.GoneAsync([id], reason, startedAt, endedAt);
                break;
            case ReadResult.Failed(var failure):
                // Asked again with the next slow pass.
                session.Failed(failure);
                break;
        }
    }

    [LoggerMessage(LogLevel.Debug, "{Firm}/{System}: the slow pass over {Records} records is complete")]
    private static partial void LogSwept(ILogger logger, string firm, string system, int records);
}
