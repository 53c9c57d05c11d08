using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Pass after pass over what changed.</summary>
internal sealed partial class Channel
{
    private DateTimeOffset lastActivity;

    private IEnumerator<Wait> CaptureLoop()
    {
        while (!Lost.IsSet)
        {
            var started = Now;
            yield return Wait.For(Pass());
            var needs = new PollNeeds(
                traits.PollEvery / 2, traits.PollEvery, TimeSpan.FromMinutes(1), 1.5, SweepRate: 0.01, Now - lastActivity < TimeSpan.FromMinutes(2));
            var interval = PollPlan.Interval(meter.Budget, needs, Now);
            var left = started + interval - Now;
            yield return left < TimeSpan.FromMilliseconds(1) ? TimeSpan.FromMilliseconds(1) : left < interval ? left : interval;
        }
    }

    private IEnumerator<Wait> Pass()
    {
        var first = Capture.CompletePass is null;
        var began = world.Now;
        var unchangedSince = world.Defect.UnchangedSince(ChangeCapture.UnchangedSince(Capture, CaptureTraits), Now);
        Capture = ChangeCapture.Start(Capture, CaptureTraits, Now);
        var aside = new List<BlankingRead>();
        while (Capture.Next is { } request)
        {
            var call = new VendorCall { Page = request };
            yield return Wait.For(ReadPage(call, CallKind.Read));
            yield return Wait.For(Apply(call, unchangedSince, aside));
            if (Lost.IsSet)
            {
                yield break;
            }

            var advanced = ChangeCapture.Advance(Capture, CaptureTraits, call.Listed!.Next, call.Listed.Position, call.Listed.Total);
            if (advanced.Next is null)
            {
                var settled = new BrakeResult();
                yield return Wait.For(Settle(aside, settled));
                if (Lost.IsSet)
                {
                    yield break;
                }

                if (!settled.Taken)
                {
                    Capture = ChangeCapture.Abandon(Capture);
                    yield break;
                }
            }

            Capture = advanced;
        }

        world.PassCompleted(vendor, began);
        if (first)
        {
            yield return Wait.For(Save());
        }
    }

    private IEnumerator<Wait> ReadPage(VendorCall call, CallKind kind)
    {
        for (var failures = 1; !Lost.IsSet; failures++)
        {
            yield return Wait.For(Take(kind));
            if (Lost.IsSet)
            {
                yield break;
            }

            yield return Wait.For(Call(call, traits.Limits.AttemptTime));
            Note(call);
            if (call.Answer == VendorAnswer.Ok)
            {
                yield break;
            }

            yield return call.RetryAfter ?? Backoff.Delay(failures, traits.System);
            call.RetryAfter = null;
        }
    }

    /// <summary>Takes over what a page shows anew; reads that would blank values are put aside until the pass is complete.</summary>
    private IEnumerator<Wait> Apply(VendorCall call, DateTimeOffset unchangedSince, List<BlankingRead> aside)
    {
        if (Lost.IsSet)
        {
            yield break;
        }

        var changed = new List<SystemRecord>();
        foreach (var record in call.Listed!.Records)
        {
            if (!known.Has(record))
            {
                changed.Add(record);
            }
        }

        if (changed.Count > 0)
        {
            lastActivity = Now;
            yield return world.Network.Store();
            var open = 0;
            var done = new Signal(world.Timeline);
            foreach (var record in changed)
            {
                if (!world.Store.Upsert(lease, record, call.StartedAt, call.EndedAt))
                {
                    Lost.Set();
                    yield break;
                }

                if (world.Store.Owner(vendor.Firm, Side, record.Id) is not { } link)
                {
                    known.Add(record, call.StartedAt);
                    continue;
                }

                var read = new RecordRead
                {
                    Side = Side,
                    RecordId = record.Id,
                    Content = record.Content,
                    Revision = record.Revision,
                    StartedAt = call.StartedAt,
                    EndedAt = call.EndedAt,
                };
                if (known.MayHaveLess(record) && world.Store.Find(link) is { } row && BlankScan.Count(row.State, read, node.SettingsOf(link)) > 0)
                {
                    aside.Add(new BlankingRead(record, link, call.StartedAt, call.EndedAt, unchangedSince));
                    continue;
                }

                open++;
                Flow.Start(world.Timeline, node.Life, Observe());

                IEnumerator<Wait> Observe()
                {
                    yield return Wait.For(Take(record, link, call.StartedAt, call.EndedAt, unchangedSince, single: false));
                    if (--open == 0)
                    {
                        done.Set();
                    }
                }
            }

            if (open > 0)
            {
                yield return done;
            }
        }

        if (!call.Listed.Deleted.IsEmpty)
        {
            yield return Wait.For(Gone(call.Listed.Deleted, GoneReason.Deleted, call.StartedAt, call.EndedAt));
        }
    }

    /// <summary>Tells a link of its record.</summary>
    private IEnumerator<Wait> Take(
        SystemRecord record, LinkKey link, DateTimeOffset startedAt, DateTimeOffset endedAt, DateTimeOffset unchangedSince, bool single)
    {
        var read = world.Defect.Read(new RecordRead
        {
            Side = Side,
            RecordId = record.Id,
            Content = record.Content,
            Revision = record.Revision,
            StartedAt = startedAt,
            EndedAt = endedAt,
            UnchangedSince = unchangedSince,
            Single = single,
        });
        var question = new Question { Key = link, Lease = lease, Command = now => new LinkCommand.Observe(read) { At = now } };
        yield return Wait.For(MustTell(question));
        if (world.IsTraced)
        {
            world.Tell($"{node.Name} {traits.System} tells {link.Client} of a read of {startedAt:HH:mm:ss.fff}: {question.Reply?.ToString() ?? question.End.ToString()}");
        }

        if (question.End == QuestionEnd.Answered && question.Reply is not (LinkReply.NotBelieved or LinkReply.Observed { Partly: true }))
        {
            known.Add(record, startedAt);
        }

        if (world.Faults.Strikes(FaultKind.Repeated))
        {
            var taken = question.End == QuestionEnd.Answered && question.Reply is LinkReply.Observed ? world.Repeats.Taken(link) : null;
            Flow.Start(world.Timeline, node.Life, Repeat(link, read, taken));
        }
    }

    private IEnumerator<Wait> Repeat(LinkKey link, RecordRead read, Repeats.Told? taken)
    {
        yield return world.Network.Seconds(0, 20);
        var question = new Question { Key = link, Lease = lease, Command = now => new LinkCommand.Observe(read) { At = now } };
        yield return Wait.For(Tell(question));
        if (taken is not null && question.End == QuestionEnd.Answered)
        {
            world.Repeats.Again(link, taken, question.Reply);
        }
    }

    /// <summary>The same command is told again, later.</summary>
    private IEnumerator<Wait> Again(Question first)
    {
        yield return world.Network.Seconds(0, 20);
        yield return Wait.For(Tell(new Question { Key = first.Key, Lease = lease, Command = first.Command }));
    }

    private IEnumerator<Wait> Gone(IReadOnlyCollection<string> ids, GoneReason reason, DateTimeOffset startedAt, DateTimeOffset endedAt)
    {
        known.Forget(ids);
        foreach (var id in ids)
        {
            if (reason == GoneReason.Deleted && !world.Store.MarkDeleted(lease, id, endedAt))
            {
                Lost.Set();
                yield break;
            }

            if (world.Store.Owner(vendor.Firm, Side, id) is { } link)
            {
                var question = new Question { Key = link, Lease = lease, Command = now => new LinkCommand.RecordGone(Side, reason, startedAt) { At = now } };
                yield return Wait.For(MustTell(question));
                if (world.Faults.Strikes(FaultKind.Repeated))
                {
                    Flow.Start(world.Timeline, node.Life, Again(question));
                }
            }
        }
    }
}

/// <summary>A read that would blank values of a link.</summary>
internal sealed record BlankingRead(
    SystemRecord Record, LinkKey Link, DateTimeOffset StartedAt, DateTimeOffset EndedAt, DateTimeOffset UnchangedSince);
