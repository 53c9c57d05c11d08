using System.Diagnostics;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>Drives one <see cref="PushCycle"/>: makes its calls, feeds the answers in.</summary>
internal sealed class Push(ChannelContext channel, ChannelSession session, Cadence cadence, PaidCalls paid)
{
    /// <summary>What a push is started with: one read and one write.</summary>
    public const int CallsPaid = 2;

    private const int SettleTries = 20;
    private string outcome = "nothing";

    /// <summary>When the link is not to be looked at before; null: as its due time says.</summary>
    public async Task<DateTimeOffset?> RunAsync(LinkRow link)
    {
        // What is owed outlives the request that it came of: the push begins a trace of its own.
        Activity.Current = null;
        using var span = NodeTraces.Source.StartActivity("push", ActivityKind.Client);
        span?.SetTag("counterpart.system", channel.System);
        var began = channel.Clock.GetTimestamp();
        try
        {
            return await CycleAsync(link);
        }
        finally
        {
            span?.SetTag("counterpart.outcome", outcome);
            channel.Measured?.Pushed(channel.System, outcome, channel.Clock.GetElapsedTime(began));
            if (paid.Unused(Now) is > 0 and var unused)
            {
                session.GiveBack(unused);
            }
        }
    }

    private async Task<DateTimeOffset?> CycleAsync(LinkRow link)
    {
        var side = IntegrationName.SideOf(link.Key.Integration, channel.System);
        if ((side == Side.Hub ? link.Key.Client : link.Partner) is not { } record)
        {
            return null;
        }

        for (var cycle = new PushCycle(side); ;)
        {
            switch (cycle.Step)
            {
                case PushStep.Read:
                    cycle = await ReadAsync(cycle, record);
                    break;
                case PushStep.Begin(var read):
                    var begun = await AskAsync(link.Key, new LinkCommand.Begin(read) { At = Now });
                    cycle = cycle.AfterBegin(begun, Now);
                    break;
                case PushStep.Write(var attempt, var patch):
                    cycle = await WriteAsync(cycle, record, attempt, patch);
                    break;
                case PushStep.Settle(var attempt, var outcome, var startedAt, var endedAt):
                    var settle = new LinkCommand.Settle(attempt.Id, attempt.Epoch, outcome, startedAt, endedAt) { At = Now };
                    cycle = cycle.AfterSettle(await SettleAsync(link.Key, settle), Now);
                    break;
                case PushStep.ReportGone(var reason, var startedAt):
                    await AskAsync(link.Key, new LinkCommand.RecordGone(side, reason, startedAt) { At = Now });
                    return null;
                case PushStep.Done(var retryAt):
                    return retryAt;
            }
        }
    }

    private DateTimeOffset Now => channel.Clock.GetUtcNow();

    private async Task<PushCycle> ReadAsync(PushCycle cycle, string record)
    {
        if (!paid.TryUse(Now))
        {
            await session.TakeAsync(CallKind.Push);
        }

        // As of before the read: a pass that ends meanwhile says nothing of what this read shows.
        var unchangedSince = ChangeCapture.UnchangedSince(session.Capture, channel.Capture);
        switch (await session.CallAsync(() => channel.Connector.ReadAsync(record, session.Lost)))
        {
            case ReadResult.Found(var found, var startedAt, var endedAt):
                session.Succeeded();
                session.Known.Saw(found);
                return cycle.AfterRead(found, startedAt, endedAt, unchangedSince);
            case ReadResult.Gone(var reason, var startedAt, _):
                session.Succeeded();
                return cycle.AfterGone(reason, startedAt);
            case ReadResult.Failed(var failure):
                session.Failed(failure);
                return cycle.AfterFailedRead(Now + (failure.RetryAfter ?? TimeSpan.FromSeconds(1)));
            case var other:
                throw new InvalidOperationException($"No rule for {other.GetType().Name}.");
        }
    }

    private async Task<PushCycle> WriteAsync(PushCycle cycle, string record, Attempt attempt, RecordPatch patch)
    {
        if (!paid.TryUse(Now) && await session.TryTakeAsync(1, CallKind.Push) is { } later)
        {
            return cycle.AfterWrite(attempt, new WriteOutcome.NotSent("over the limit", later - Now), Now, Now);
        }

        var startedAt = Now;
        var answer = await session.CallAsync(
            () => channel.Connector.WriteAsync(record, patch, attempt.Deadline - channel.Clock.GetUtcNow(), CancellationToken.None));
        session.Known.Wrote(record, Now);
        cadence.Active();
        outcome = Name(answer);
        switch (answer)
        {
            case WriteOutcome.NotSent(var reason, { } wait):
                session.Failed(new CallFailure(FailureKind.Limited, reason, wait));
                break;
            case WriteOutcome.NotSent(var reason, _):
                session.Failed(new CallFailure(FailureKind.Rejected, reason));
                break;
            case WriteOutcome.Unknown(var reason):
                session.Failed(new CallFailure(FailureKind.Unavailable, reason));
                break;
            default:
                session.Succeeded();
                break;
        }

        return cycle.AfterWrite(attempt, answer, startedAt, Now);
    }

    private static string Name(WriteOutcome answer) => answer switch
    {
        WriteOutcome.Applied => "applied",
        WriteOutcome.Refused => "refused",
        WriteOutcome.Conflicted => "conflicted",
        WriteOutcome.NotSent => "notSent",
        WriteOutcome.Unknown => "unknown",
        _ => "gone",
    };

    private async Task<LinkReply> AskAsync(LinkKey key, LinkCommand command) =>
        (await channel.Host.AskAsync(key, command, session.Context, CancellationToken.None)).Reply;

    /// <summary>What became of a write is worth some patience: without it the link waits for the deadline and reads.</summary>
    private async Task<LinkReply> SettleAsync(LinkKey key, LinkCommand.Settle settle)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await AskAsync(key, settle);
            }
            catch (Exception fault) when (fault is StoreUnavailableException or OverloadedException && tries < SettleTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200), channel.Clock, session.Lost);
            }
        }
    }
}
