namespace Counterpart.Load;

/// <summary>What a figure should come to.</summary>
/// <param name="Gate">On the wrong side of it the figure is a fault; null: nothing is one.</param>
/// <param name="Goal">What is aimed at; null: the gate is enough.</param>
internal sealed record Wanted(bool MoreIsBetter, double? Gate, double? Goal)
{
    public static Wanted AtLeast(double gate, double? goal = null) => new(MoreIsBetter: true, gate, goal);

    public static Wanted AtMost(double gate, double? goal = null) => new(MoreIsBetter: false, gate, goal);

    /// <summary>Only a goal; missing it is no fault.</summary>
    public static Wanted Towards(double goal, bool moreIsBetter) => new(moreIsBetter, null, goal);

    public Verdict Judge(double? value) => this switch
    {
        _ when value is null => Verdict.NotMeasured,
        { Gate: { } gate } when !Keeps(value.Value, gate) => Verdict.GateMissed,
        { Goal: { } goal } when Keeps(value.Value, goal) => Verdict.GoalReached,
        { Gate: not null } => Verdict.GateKept,
        { Goal: not null } => Verdict.GoalMissed,
        _ => Verdict.Told,
    };

    public override string ToString()
    {
        var sign = MoreIsBetter ? "≥" : "≤";
        return (Gate, Goal) switch
        {
            ({ } gate, { } goal) => $"{sign} {Digits.Of(gate)}, goal {sign} {Digits.Of(goal)}",
            ({ } gate, null) => $"{sign} {Digits.Of(gate)}",
            (null, { } goal) => $"goal {sign} {Digits.Of(goal)}",
            _ => "",
        };
    }

    private bool Keeps(double value, double limit) => MoreIsBetter ? value >= limit : value <= limit;
}
