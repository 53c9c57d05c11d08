namespace Counterpart.Links;

/// <summary>
/// The steps of one read-compare-write, as a state machine: the host makes the calls and feeds the answers in.
/// Read, <c>Begin</c>, write, <c>Settle</c>, and once more while something is owed at once.
/// </summary>
public sealed record PushCycle(Side Side)
{
    private const int MostRounds = 4;

    public int Rounds { get; init; }

    /// <summary>What is to be done next.</summary>
    public PushStep Step { get; init; } = new PushStep.Read();

    public PushCycle AfterRead(SystemRecord record, DateTimeOffset startedAt, DateTimeOffset endedAt, DateTimeOffset unchangedSince) =>
        this with
        {
            Step = new PushStep.Begin(new RecordRead
            {
                Side = Side,
                RecordId = record.Id,
                Content = record.Content,
                Revision = record.Revision,
                StartedAt = startedAt,
                EndedAt = endedAt,
                UnchangedSince = unchangedSince,
                Single = true,
            }),
        };

    public PushCycle AfterGone(GoneReason reason, DateTimeOffset startedAt) => this with { Step = new PushStep.ReportGone(reason, startedAt) };

    /// <summary>The read did not come about: the link stays due, and is tried again later.</summary>
    public PushCycle AfterFailedRead(DateTimeOffset retryAt) => this with { Step = new PushStep.Done(retryAt) };

    public PushCycle AfterBegin(LinkReply reply, DateTimeOffset now) => reply switch
    {
        LinkReply.Begun begun when now < begun.Attempt.Deadline => this with { Step = new PushStep.Write(begun.Attempt, begun.Patch) },
        // Too late to send: the link settles it by reading after the deadline.
        LinkReply.Begun => this with { Step = new PushStep.Done(null) },
        LinkReply.NotBelieved => Again(),
        _ => this with { Step = new PushStep.Done(null) },
    };

    public PushCycle AfterWrite(Attempt attempt, WriteOutcome outcome, DateTimeOffset startedAt, DateTimeOffset endedAt) =>
        this with { Step = new PushStep.Settle(attempt, outcome, startedAt, endedAt) };

    public PushCycle AfterSettle(LinkReply reply, DateTimeOffset now) =>
        reply is LinkReply.Settled { NotBefore: { } due } && due <= now ? Again() : this with { Step = new PushStep.Done(null) };

    private PushCycle Again() => Rounds + 1 < MostRounds
        ? this with { Rounds = Rounds + 1, Step = new PushStep.Read() }
        : this with { Step = new PushStep.Done(null) };
}

/// <summary>What a host has to do for a <see cref="PushCycle"/>. A closed set.</summary>
public abstract record PushStep
{
    private PushStep()
    {
    }

    public sealed record Read : PushStep;

    /// <summary>Send <see cref="LinkCommand.Begin"/>.</summary>
    public sealed record Begin(RecordRead What) : PushStep;

    /// <summary>Send <see cref="LinkCommand.RecordGone"/>; the cycle is over.</summary>
    public sealed record ReportGone(GoneReason Reason, DateTimeOffset StartedAt) : PushStep;

    /// <summary>Write, to be answered before the attempt's deadline.</summary>
    public sealed record Write(Attempt Attempt, RecordPatch Patch) : PushStep;

    /// <summary>Send <see cref="LinkCommand.Settle"/>.</summary>
    public sealed record Settle(Attempt Attempt, WriteOutcome Outcome, DateTimeOffset StartedAt, DateTimeOffset EndedAt) : PushStep;

    /// <param name="RetryAt">Not to be looked at again before; null: when the link says so.</param>
    public sealed record Done(DateTimeOffset? RetryAt) : PushStep;
}
