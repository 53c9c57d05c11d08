using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>Runs a channel's change capture: reads pages, keeps the directory, tells the links what was read.</summary>
internal sealed partial class CaptureLoop(ChannelContext channel, ChannelSession session, Action firstPassDone)
{
    private readonly LinkedRecords linked = new(channel);
    private readonly KnownContent known = new();
    private int failures;

    public async Task RunAsync()
    {
        while (true)
        {
            var started = channel.Clock.GetUtcNow();
            await PassAsync();
            var next = started + channel.Traits.PollEvery - channel.Clock.GetUtcNow();
            await Task.Delay(next > TimeSpan.Zero ? next : TimeSpan.FromMilliseconds(1), channel.Clock, session.Lost);
        }
    }

    private async Task PassAsync()
    {
        var first = session.Capture.CompletePass is null;
        var unchangedSince = ChangeCapture.UnchangedSince(session.Capture, channel.Capture);
        session.Capture = ChangeCapture.Start(session.Capture, channel.Capture, channel.Clock.GetUtcNow());
        while (session.Capture.Next is { } request)
        {
            await session.TakeAsync(keep: 0);
            var result = await channel.Connector.ReadPageAsync(request, session.Lost);
            if (result is PageResult.Failed { Failure: var failure })
            {
                session.Pause(failure, ++failures);
                LogFailure(channel.Logger, channel.Firm, channel.System, failure.Reason);
                continue;
            }

            failures = 0;
            var page = (PageResult.Page)result;
            await ApplyAsync(page, unchangedSince);
            session.Capture = ChangeCapture.Advance(session.Capture, channel.Capture, page.Next, page.Position, page.Total);
        }

        if (first)
        {
            await session.SaveAsync();
            LogFirstPass(channel.Logger, channel.Firm, channel.System);
        }

        firstPassDone();
    }

    private async Task ApplyAsync(PageResult.Page page, DateTimeOffset unchangedSince)
    {
        var changed = page.Records.Where(record => !known.Has(record)).ToList();
        if (changed.Count > 0)
        {
            var rows = changed.ConvertAll(record => new DirectoryRow(
                Profiles.Of(record, channel.Region), record.Book, Deleted: false, page.EndedAt, DirectoryContent.Write(record, page.StartedAt, page.EndedAt)));
            await channel.Store.UpsertRecordsAsync(channel.Firm, channel.System, rows, session.Lost);
            await ObserveAsync(page, changed, unchangedSince);
        }

        if (!page.Deleted.IsEmpty)
        {
            await channel.Store.MarkDeletedAsync(channel.Firm, channel.System, page.Deleted, page.EndedAt, session.Lost);
            known.Forget(page.Deleted);
            await ReportGoneAsync(page);
        }
    }

    private async Task ObserveAsync(PageResult.Page page, List<SystemRecord> records, DateTimeOffset unchangedSince)
    {
        var links = await linked.FindAsync(records.ConvertAll(record => record.Id), session.Lost);
        var observed = records.Select(async record =>
        {
            var believed = true;
            foreach (var (key, side) in links[record.Id])
            {
                var read = new RecordRead
                {
                    Side = side,
                    RecordId = record.Id,
                    Content = record.Content,
                    Revision = record.Revision,
                    StartedAt = page.StartedAt,
                    EndedAt = page.EndedAt,
                    UnchangedSince = unchangedSince,
                };
                var answer = await channel.Host.AskAsync(
                    key, new LinkCommand.Observe(read) { At = channel.Clock.GetUtcNow() }, channel.Actor, session.Lost);
                believed &= answer.Reply is not LinkReply.NotBelieved;
            }

            if (believed)
            {
                known.Add(record);
            }
        });
        await Task.WhenAll(observed);
    }

    private async Task ReportGoneAsync(PageResult.Page page)
    {
        var links = await linked.FindAsync(page.Deleted, session.Lost);
        foreach (var (key, side) in page.Deleted.SelectMany(id => links[id]))
        {
            var command = new LinkCommand.RecordGone(side, GoneReason.Deleted, page.StartedAt) { At = channel.Clock.GetUtcNow() };
            await channel.Host.AskAsync(key, command, channel.Actor, session.Lost);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Firm}/{System}: the directory is complete")]
    private static partial void LogFirstPass(ILogger logger, string firm, string system);

    [LoggerMessage(LogLevel.Warning, "{Firm}/{System}: reading changes failed ({Reason})")]
    private static partial void LogFailure(ILogger logger, string firm, string system, string reason);
}
