namespace Counterpart.Simulation;

/// <summary>One deliberate mistake, by name.</summary>
internal sealed record Mutant(string Name, Defect Defect)
{
    public static readonly IReadOnlyList<Mutant> All =
    [
        new("acknowledgement clears a newer version", new EventDefects.AckClearsNewer()),
        new("old acknowledgement moves no shadow", new EventDefects.OldAckIgnored()),
        new("no acknowledgement moves a shadow", new EventDefects.ShadowsUnmoved()),
        new("success is the status code", new EventDefects.StatusIsSuccess()),
        new("everything is a conflict", new EventDefects.EverythingConflicts()),
        new("losing values unrecorded", new EventDefects.LosersUnrecorded()),
        new("delete beats edit", new EventDefects.DeleteBeatsEdit()),
        new("the earlier edit wins", new EventDefects.EarlierWins()),
        new("version numbers reused", new EventDefects.VersionsReused()),
        new("refusals tried again for ever", new EventDefects.RefusalsRetried()),
        new("a decision is forgotten", new EventDefects.DecisionsForgotten()),
        new("stale page believed", new ReadDefects.StaleBelieved()),
        new("absent taken for blank", new ReadDefects.AbsentIsBlank()),
        new("coverage ignored", new ReadDefects.CoverageIgnored()),
        new("blank taken for absent", new ReadDefects.BlankIsAbsent()),
        new("vendor's clock trusted", new ReadDefects.VendorsClock()),
        new("this pass taken for the last", new ReadDefects.ThisPassIsTheLast()),
        new("rows paired by place", new ReadDefects.RowsByPlace()),
        new("echo told by time", new ReadDefects.EchoByTime()),
        new("gone taken for blank", new ReadDefects.GoneIsBlank()),
        new("no overlap of passes", new ReadDefects.NoOverlap()),
        new("old value never doubted", new ReadDefects.NeverDoubted()),
        new("begin not committed before the call", new StoreDefects.BeginUncommitted()),
        new("answered before the commit", new StoreDefects.AnswerUncommitted()),
        new("leases unchecked", new StoreDefects.LeasesUnchecked()),
        new("revisions unchecked", new StoreDefects.RevisionsUnchecked()),
        new("claims unchecked", new StoreDefects.ClaimsUnchecked()),
        new("reply lost", new StoreDefects.RepliesLost()),
        new("a budget for each node", new StoreDefects.BudgetPerNode()),
        new("reservations unsaved", new StoreDefects.ReservationsUnsaved()),
        new("decided on a lost commit", new StoreDefects.LostStateKept()),
        new("the rest of a batch unwritten", new StoreDefects.RestUnwritten()),
        new("a timeout means not sent", new WriteDefects.TimeoutIsNotSent()),
        new("late write merged", new WriteDefects.LateWriteMerged()),
        new("two attempts at once", new WriteDefects.TwoAttempts()),
        new("claim released with an attempt open", new WriteDefects.LeavesAtOnce()),
        new("pause ignored", new WriteDefects.PauseIgnored()),
        new("expects what was known", new WriteDefects.ExpectsTheKnown()),
    ];
}
