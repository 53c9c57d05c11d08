using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>
/// Where a deliberate mistake can be made around the product's code. Each member is the product as it is.
/// </summary>
internal abstract class Defect
{
    public static readonly Defect None = new NoDefect();

    public virtual bool ChecksLeases => true;

    public virtual bool ChecksRevisions => true;

    public virtual bool ChecksClaims => true;

    public virtual bool KeepsReplies => true;

    public virtual bool SharesBudget => true;

    public virtual bool SavesReservations => true;

    public virtual bool WritesTheRest => true;

    public virtual bool ConfirmsBeforeGone => true;

    public virtual bool Brakes => true;

    public virtual bool KeepsLostState => false;

    public virtual Decision Decide(LinkState state, LinkCommand command, LinkSettings settings) => LinkDecider.Decide(state, command, settings);

    public virtual bool AnswersBeforeCommit(LinkCommand command) => false;

    public virtual RecordRead Read(RecordRead read) => read;

    public virtual WriteOutcome Outcome(WriteOutcome outcome) => outcome;

    public virtual CaptureTraits Traits(CaptureTraits traits) => traits;

    public virtual DateTimeOffset UnchangedSince(DateTimeOffset since, DateTimeOffset now) => since;

    /// <summary>The product's decision on another state or command, written down on the true state.</summary>
    protected static Decision Onto(LinkState state, Decision decision)
    {
        if (decision.Events.IsEmpty)
        {
            return new Decision(state, [], decision.Reply);
        }

        var folded = state;
        foreach (var happened in decision.Events)
        {
            folded = LinkFold.Apply(folded, happened);
        }

        return decision with { State = LinkFold.EndRecord(folded) };
    }

    private sealed class NoDefect : Defect;
}
