namespace Counterpart.Load;

/// <summary>How a figure stands to what is wanted.</summary>
internal enum Verdict
{
    /// <summary>Nothing is wanted of it.</summary>
    Told,

    /// <summary>There was no round.</summary>
    NotMeasured,

    GateMissed,

    GateKept,

    /// <summary>There is no gate, and it is short of the goal.</summary>
    GoalMissed,

    GoalReached,
}
