using Counterpart.Links;

namespace Counterpart.Tests.Links.Laws;

/// <summary>The channel: one read-compare-write at a time for each side, with answers that get lost.</summary>
internal sealed partial class World
{
    private Dictionary<Side, (Attempt Attempt, WriteOutcome Outcome, DateTimeOffset Start, DateTimeOffset End)> Answers { get; } = [];

    /// <summary>A whole cycle without faults.</summary>
    public void RunCycle(Side side)
    {
        cycles[side] = null;
        do
        {
            StepCycle(side, fault: 0);
        }
        while (cycles[side] is not null);
    }

    /// <summary>The next step of the side's cycle. Faults: 3 lost before, 4 lost after, 5 applied late, 6 not sent, 2 a read that shows the past.</summary>
    private void StepCycle(Side side, int fault)
    {
        var cycle = cycles[side] ?? new PushCycle(side);
        switch (cycle.Step)
        {
            case PushStep.Read:
                var read = Read(side, single: true, lag: fault);
                var record = new SystemRecord { Id = read.RecordId!, Kind = RecordKind.Person, Content = read.Content, Revision = read.Revision };
                cycle = cycle.AfterRead(record, read.StartedAt, read.EndedAt, read.UnchangedSince);
                break;
            case PushStep.Begin(var what):
                var reply = Send(new LinkCommand.Begin(what) { At = Now });
                CheckExpected(reply, what);
                cycle = cycle.AfterBegin(reply, Now);
                break;
            case PushStep.Write write when Now < write.Attempt.Deadline:
                Advance(10);
                Write(side, write, fault);
                var (attempt, outcome, startedAt, endedAt) = Answers[side];
                cycle = cycle.AfterWrite(attempt, outcome, startedAt, endedAt);
                break;
            case PushStep.Write:
                cycle = cycle with { Step = new PushStep.Done(null) };
                break;
            case PushStep.Settle(var settled, var became, var began, var ended):
                var answer = Send(new LinkCommand.Settle(settled.Id, settled.Epoch, became, began, ended) { At = Now });
                cycle = cycle.AfterSettle(answer, Now);
                break;
        }

        cycles[side] = cycle.Step is PushStep.Done ? null : cycle;
    }

    private void Write(Side side, PushStep.Write write, int fault)
    {
        var began = Now;
        Advance(15);
        WriteOutcome outcome;
        switch (fault)
        {
            case 3:
                outcome = new WriteOutcome.Unknown("lost before");
                break;
            case 5:
                var lateBy = write.Attempt.Deadline + settings.Of(side).WriteLatency - Now;
                onTheirWay.Add((Now + (lateBy * (0.1 + (0.9 * (Now.Millisecond % 7) / 7.0))), side, write.Attempt, write.Patch));
                outcome = new WriteOutcome.Unknown("on its way");
                break;
            case 6:
                outcome = new WriteOutcome.NotSent("over the limit", Now.Millisecond % 2 == 0 ? TimeSpan.FromSeconds(3) : null);
                break;
            default:
                outcome = Write(side, Now, write.Patch);
                if (outcome is WriteOutcome.Applied)
                {
                    ledger.Written(write.Attempt);
                    Tell($"  applied at the {side}");
                }

                outcome = fault == 4 ? new WriteOutcome.Unknown("lost after") : outcome;
                break;
        }

        Advance(15);
        Answers[side] = (write.Attempt, outcome, began, Now);
    }

    /// <summary>
    /// What was edited in the gap between the read and this write is gone, and counts apart: no later read shows it, however
    /// old what it shows may be.
    /// </summary>
    private WriteOutcome Write(Side side, DateTimeOffset at, RecordPatch patch)
    {
        var system = System(side);
        if (system.AsOf(servedAsOf[side]).Revision != system.Now.Revision)
        {
            servedAsOf[side] = at;
        }

        return system.Write(at, patch);
    }

    /// <summary>Carries an edit over to the other side, with whatever goes wrong on the way.</summary>
    public void Carry(Side edited, int fault)
    {
        Pass(edited, lag: 0);
        Advance(400);
        for (var step = 0; step < 4; step++)
        {
            StepCycle(edited.Other(), fault);
        }

        if (fault % 5 == 1)
        {
            Crash();
        }
    }

    /// <summary>No more edits and faults: late answers come in, and both sides are passed twice.</summary>
    public void Heal(int passCount = 2)
    {
        Tell("heal");
        while (late.Count > 0)
        {
            Deliver(0, twice: false);
        }

        Crash();
        Configure(0, told: true);
        Send(new LinkCommand.Resume { At = Now });
        Advance(60_000);
        for (var pass = 0; pass < passCount; pass++)
        {
            Pass(Side.Hub, lag: 0);
            Pass(Side.Partner, lag: 0);
            RunWhatIsDue();
        }
    }

    private void RunWhatIsDue()
    {
        for (var round = 0; round < 60; round++)
        {
            var hubDue = LinkDue.Of(State, Side.Hub, settings);
            var partnerDue = LinkDue.Of(State, Side.Partner, settings);
            if (hubDue is null && partnerDue is null)
            {
                return;
            }

            var side = partnerDue is null || hubDue < partnerDue ? Side.Hub : Side.Partner;
            var due = (side == Side.Hub ? hubDue : partnerDue)!.Value;
            Advance(due > Now ? (int)(due - Now).TotalMilliseconds + 1 : 1);
            RunCycle(side);
        }

        throw new LawBroken(1, "the link does not come to rest");
    }
}
