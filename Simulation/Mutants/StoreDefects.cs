using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>Mistakes around the store, leases and budgets.</summary>
internal static class StoreDefects
{
    public sealed class LeasesUnchecked : Defect
    {
        public override bool ChecksLeases => false;
    }

    public sealed class RevisionsUnchecked : Defect
    {
        public override bool ChecksRevisions => false;
    }

    public sealed class ClaimsUnchecked : Defect
    {
        public override bool ChecksClaims => false;
    }

    public sealed class RepliesLost : Defect
    {
        public override bool KeepsReplies => false;
    }

    public sealed class BudgetPerNode : Defect
    {
        public override bool SharesBudget => false;
    }

    public sealed class ReservationsUnsaved : Defect
    {
        public override bool SavesReservations => false;
    }

    public sealed class LostStateKept : Defect
    {
        public override bool KeepsLostState => true;
    }

    /// <summary>Of a batch that lost a link, the others are answered and not written.</summary>
    public sealed class RestUnwritten : Defect
    {
        public override bool WritesTheRest => false;
    }

    /// <summary>The call is made before what it stands on is durable.</summary>
    public sealed class BeginUncommitted : Defect
    {
        public override bool AnswersBeforeCommit(LinkCommand command) => command is LinkCommand.Begin;
    }

    /// <summary>A person is answered before the commit.</summary>
    public sealed class AnswerUncommitted : Defect
    {
        public override bool AnswersBeforeCommit(LinkCommand command) =>
            command is LinkCommand.Pause or LinkCommand.Resume or LinkCommand.Choose or LinkCommand.Unlink or LinkCommand.Refresh;
    }
}
