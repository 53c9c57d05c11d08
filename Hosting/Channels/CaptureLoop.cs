using Counterpart.Links;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>Runs a channel's change capture: pass after pass over what changed, with peeks between where they pay.</summary>
internal sealed partial class CaptureLoop(
    ChannelContext channel, ChannelSession session, PageReader pages, PageApplier applier, BrakeCheck brake, Cadence cadence, Action firstPassDone)
{
    private static readonly TimeSpan LongestSlice = TimeSpan.FromSeconds(1);

    private DateTimeOffset lastPeek;
    private PeekPlan peek = new(channel.PeekRecords);

    public async Task RunAsync()
    {
        while (true)
        {
            var started = channel.Clock.GetUtcNow();
            await PassAsync();
            await WaitAsync(started);
        }
    }

    /// <summary>Until the next pass is due: its time is planned anew all along, because a channel may come alive meanwhile.</summary>
    private async Task WaitAsync(DateTimeOffset started)
    {
        while (true)
        {
            var left = started + cadence.Interval() - channel.Clock.GetUtcNow();
            if (left <= TimeSpan.Zero)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(1), channel.Clock, session.Lost);
                return;
            }

            var slice = Peeks ? channel.PeekEvery : LongestSlice;
            await Task.Delay(left < slice ? left : slice, channel.Clock, session.Lost);
            await PeekAsync();
        }
    }

    /// <summary>Where a pass is one page a peek would be no quicker.</summary>
    private bool Peeks => channel.Traits.HasNewest && session.Capture is { CompletePass: not null, LastPages: > 1 };

    private async Task PassAsync()
    {
        var first = session.Capture.CompletePass is null;
        var unchangedSince = ChangeCapture.UnchangedSince(session.Capture, channel.Capture);
        session.Capture = ChangeCapture.Start(session.Capture, channel.Capture with { DeletionsEvery = DeletionsEvery() }, channel.Clock.GetUtcNow());
        var aside = new List<BlankingRead>();
        while (session.Capture.Next is { } request)
        {
            var page = await pages.ReadAsync(request, CallKind.Read);
            aside.AddRange(await applier.ApplyAsync(page, unchangedSince));
            var advanced = ChangeCapture.Advance(
                session.Capture, channel.Capture with { DeletionsEvery = DeletionsEvery() }, page.Next, page.Position, page.Total);
            if (advanced.Next is null && !await brake.SettleAsync(aside))
            {
                channel.Measured?.Passed(channel.System, "braked");
                session.Capture = ChangeCapture.Abandon(session.Capture);
                return;
            }

            session.Capture = advanced;
            if (advanced.Next is not null)
            {
                await PeekAsync();
            }
        }

        channel.Measured?.Passed(channel.System, "complete");
        if (!first)
        {
            cadence.PassTook(session.Capture.LastPages);
        }
        else
        {
            LogFirstPass(channel.Logger, channel.Firm, channel.System);
        }

        if (first || session.PassedIn != session.DataEpoch)
        {
            // The other system's pushes wait for it.
            session.PassedIn = session.DataEpoch;
            await session.SaveAsync();
        }

        firstPassDone();
    }

    /// <summary>
    /// Looks at the newest changes only. What it finds is as good as what a pass finds; that it finds nothing says nothing. Reads
    /// that blank values are left to the pass.
    /// </summary>
    private async Task PeekAsync()
    {
        var now = channel.Clock.GetUtcNow();
        if (!Peeks || now - lastPeek < channel.PeekEvery)
        {
            return;
        }

        lastPeek = now;
        var capture = session.Capture;
        var unchangedSince = ChangeCapture.UnchangedSince(capture, channel.Capture);
        if (await pages.TryReadAsync(new PageRequest.Newest(capture.CompletePass!.Value - channel.Capture.Overlap, peek.Count)) is { } page)
        {
            peek = peek.After(applier.Depth(page));
            await applier.ApplyAsync(page, unchangedSince);
        }
    }

    /// <summary>A list of its own costs a call of its own: where calls are scarce it is read with every eighth pass at most.</summary>
    private TimeSpan DeletionsEvery()
    {
        var scarce = cadence.Planned * 8;
        return session.Budget is not null && scarce > channel.Capture.DeletionsEvery ? scarce : channel.Capture.DeletionsEvery;
    }

    [LoggerMessage(LogLevel.Information, "{Firm}/{System}: the directory is complete")]
    private static partial void LogFirstPass(ILogger logger, string firm, string system);
}
