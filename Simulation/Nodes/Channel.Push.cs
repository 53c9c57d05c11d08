using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Works off what is owed.</summary>
internal sealed partial class Channel
{
    private const int CallsPaid = 2;
    private const int Slots = 3;

    private readonly PushQueue queue = new();
    private int pushing;

    private IEnumerator<Wait> PushLoop()
    {
        while (!Lost.IsSet)
        {
            yield return world.Network.Store();
            if (!world.Store.IsDown && Brake is null)
            {
                foreach (var (link, at) in Free(Now))
                {
                    if (pushing >= Slots || Lost.IsSet || Brake is not null)
                    {
                        break;
                    }

                    var key = world.KeyOf(vendor.Firm, link);
                    var state = world.Store.Find(key)?.State;
                    if (state is null || !(state.Phase == Phase.Leaving || node.SettingsOf(key).ContactSync))
                    {
                        queue.Hold(link, at, Now);
                        continue;
                    }

                    if (LinkDue.Of(state, Side, node.SettingsOf(key)) > Now)
                    {
                        // Edited again since its time was written: that is written anew, and no call is spent on the link now.
                        pushing++;
                        queue.Started(link);
                        Flow.Start(world.Timeline, node.Life, Revise(key, at));
                        continue;
                    }

                    while (isSaving)
                    {
                        yield return saved;
                    }

                    var takenAt = Now;
                    if (meter.TryTake(takenAt, CallsPaid, CallKind.Push, out var mustSave) is not null)
                    {
                        break;
                    }

                    if (mustSave && world.Defect.SavesReservations)
                    {
                        yield return Wait.For(Save());
                        if (Lost.IsSet)
                        {
                            yield break;
                        }

                        if (CallBudget.ReservedUntil(takenAt) <= Now)
                        {
                            break;
                        }
                    }

                    pushing++;
                    queue.Started(link);
                    Flow.Start(world.Timeline, node.Life, new Push(this, key, at, new PaidCalls(CallsPaid, takenAt)).Run());
                }
            }

            yield return NextLook();
        }
    }

    /// <summary>What is due and may be looked at, in the order in which it is pushed.</summary>
    private IEnumerable<(string Link, DateTimeOffset Due)> Free(DateTimeOffset now) =>
        world.Store.Due(vendor.Firm, Side, now) is { } due
            ? PushOrder.Of(due.FindAll(row => queue.IsFree(row.Link, row.Due, now)), row => row.Link.EndsWith('1'))
            : [];

    /// <summary>The host looks at once when something is committed that is due; here it looks often enough.</summary>
    private TimeSpan NextLook()
    {
        var next = world.Store.NextDue(vendor.Firm, Side) is { } at && at > Now ? at - Now : TimeSpan.FromMilliseconds(500);
        return next < TimeSpan.FromMilliseconds(500) ? next + TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(500);
    }

    /// <summary>What a link owes was committed anew, by this node.</summary>
    public void DueChanged(LinkKey key) => queue.Rewritten(key.Client);

    private IEnumerator<Wait> Revise(LinkKey key, DateTimeOffset due)
    {
        var isDone = false;
        yield return Wait.For(node.Host.Revise(key, done => isDone = done));
        Finished(key, due, isDone ? null : Now + TimeSpan.FromSeconds(1));
    }

    private void Finished(LinkKey key, DateTimeOffset due, DateTimeOffset? retryAt)
    {
        pushing--;
        queue.Finished(key.Client, due, retryAt, Now);
    }

    /// <summary>Drives one <see cref="PushCycle"/>: makes its calls, feeds the answers in.</summary>
    private sealed class Push(Channel channel, LinkKey key, DateTimeOffset due, PaidCalls paid)
    {
        private const int SettleTries = 20;

        private readonly World world = channel.world;
        private DateTimeOffset standsOn;
        private PushCycle cycle = new(channel.Side);

        public IEnumerator<Wait> Run()
        {
            DateTimeOffset? retryAt = null;
            var record = channel.Side == Side.Hub ? key.Client : world.Store.Find(key)?.State.Partner?.Id;
            while (record is not null && cycle.Step is not PushStep.Done)
            {
                switch (cycle.Step)
                {
                    case PushStep.Read:
                        yield return Wait.For(Read(record));
                        break;
                    case PushStep.Begin(var what):
                        yield return Wait.For(Begin(what));
                        break;
                    case PushStep.Write(var attempt, var patch):
                        yield return Wait.For(Write(record, attempt, patch));
                        break;
                    case PushStep.Settle settle:
                        yield return Wait.For(Settle(settle));
                        break;
                    case PushStep.ReportGone(var reason, var startedAt):
                        yield return Wait.For(channel.Tell(new Question
                        {
                            Key = key,
                            Lease = channel.lease,
                            Command = now => new LinkCommand.RecordGone(channel.Side, reason, startedAt) { At = now },
                        }));
                        record = null;
                        break;
                }
            }

            retryAt = (cycle.Step as PushStep.Done)?.RetryAt;
            if (paid.Unused(channel.Now) is > 0 and var unused)
            {
                channel.meter.GiveBack(channel.Now, unused);
            }

            channel.Finished(key, due, retryAt);
        }

        private IEnumerator<Wait> Read(string record)
        {
            if (!paid.TryUse(channel.Now))
            {
                yield return Wait.For(channel.Take(CallKind.Push));
                if (channel.Lost.IsSet)
                {
                    cycle = cycle with { Step = new PushStep.Done(null) };
                    yield break;
                }
            }

            // As of before the read: a pass that ends meanwhile says nothing of what this read shows.
            var unchangedSince = ChangeCapture.UnchangedSince(channel.Capture, channel.CaptureTraits);
            var call = new VendorCall { Record = record };
            yield return Wait.For(channel.Call(call, channel.traits.Limits.AttemptTime));
            channel.Note(call);
            standsOn = call.AsOf;
            if (call.Answer == VendorAnswer.Ok)
            {
                channel.known.Saw(call.Found!);
            }

            cycle = call.Answer switch
            {
                VendorAnswer.Ok => cycle.AfterRead(call.Found!, call.StartedAt, call.EndedAt, unchangedSince),
                VendorAnswer.Gone => cycle.AfterGone(call.Reason, call.StartedAt),
                _ => cycle.AfterFailedRead(channel.Now + (call.RetryAfter ?? TimeSpan.FromSeconds(1))),
            };
        }

        private IEnumerator<Wait> Begin(RecordRead read)
        {
            var question = new Question { Key = key, Lease = channel.lease, Command = now => new LinkCommand.Begin(world.Defect.Read(read)) { At = now } };
            yield return Wait.For(channel.Tell(question));
            cycle = question.End == QuestionEnd.Answered
                ? cycle.AfterBegin(question.Reply!, channel.Now)
                : cycle with { Step = new PushStep.Done(channel.Now + TimeSpan.FromSeconds(1)) };
            if (question.Reply is LinkReply.Begun begun)
            {
                world.Laws.Begun(key, begun, read);
            }
        }

        private IEnumerator<Wait> Write(string record, Attempt attempt, RecordPatch patch)
        {
            var takenAt = channel.Now;
            if (!paid.TryUse(takenAt))
            {
                if (channel.meter.TryTake(takenAt, 1, CallKind.Push, out var mustSave) is { } later)
                {
                    cycle = cycle.AfterWrite(attempt, new WriteOutcome.NotSent("over the limit", later - channel.Now), channel.Now, channel.Now);
                    yield break;
                }

                if (mustSave && world.Defect.SavesReservations)
                {
                    yield return Wait.For(channel.Save());
                }

                if (channel.Lost.IsSet || CallBudget.ReservedUntil(takenAt) <= channel.Now)
                {
                    cycle = cycle.AfterWrite(attempt, new WriteOutcome.NotSent("over the limit", TimeSpan.Zero), channel.Now, channel.Now);
                    yield break;
                }
            }

            var call = new VendorCall { Record = record, Patch = patch, Attempt = attempt, Link = key, StandsOn = standsOn };
            var timeout = attempt.Deadline - channel.Now;
            if (timeout <= TimeSpan.Zero)
            {
                cycle = cycle.AfterWrite(attempt, new WriteOutcome.NotSent("too late", null), channel.Now, channel.Now);
                yield break;
            }

            yield return Wait.For(channel.Call(call, timeout));
            channel.known.Wrote(record, channel.Now);
            channel.lastActivity = channel.Now;
            channel.Note(call);
            cycle = cycle.AfterWrite(attempt, world.Defect.Outcome(Outcome(call)), call.StartedAt, call.EndedAt);
        }

        private static WriteOutcome Outcome(VendorCall call) => call.Answer switch
        {
            VendorAnswer.Ok => call.Outcome!,
            VendorAnswer.Gone => new WriteOutcome.Gone(call.Reason),
            VendorAnswer.Limited => new WriteOutcome.NotSent("limited", call.RetryAfter),
            VendorAnswer.Unavailable => new WriteOutcome.Unknown("unavailable"),
            _ => new WriteOutcome.Unknown("no answer"),
        };

        private IEnumerator<Wait> Settle(PushStep.Settle settle)
        {
            for (var tries = 1; tries <= SettleTries && !channel.Lost.IsSet; tries++)
            {
                var question = new Question
                {
                    Key = key,
                    Lease = channel.lease,
                    Command = now => new LinkCommand.Settle(settle.Attempt.Id, settle.Attempt.Epoch, settle.Outcome, settle.StartedAt, settle.EndedAt) { At = now },
                };
                yield return Wait.For(channel.Tell(question));
                if (question.End == QuestionEnd.Answered)
                {
                    cycle = cycle.AfterSettle(question.Reply!, channel.Now);
                    if (world.Faults.Strikes(FaultKind.Repeated))
                    {
                        Flow.Start(world.Timeline, channel.node.Life, channel.Again(question));
                    }

                    yield break;
                }

                yield return TimeSpan.FromMilliseconds(200);
            }

            cycle = cycle with { Step = new PushStep.Done(null) };
        }
    }
}
