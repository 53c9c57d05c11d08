using FsCheck;
using FsCheck.Fluent;

namespace Counterpart.Tests.Links.Laws;

internal enum Act
{
    Wait,
    Edit,
    AddRow,
    EditRow,
    DeleteRow,
    MakePrimary,
    Pass,
    PassLate,
    Deliver,
    Post,
    Push,
    PushStep,
    Crash,
    Pause,
    Resume,
    Apply,
    Refresh,
    Configure,
    Tag,
}

/// <summary>One thing that happens in the small world. The numbers are read as the act needs them.</summary>
internal sealed record WorldStep(Act Act, int Side, int What, int How)
{
    public override string ToString() => $"{Act}({(Side == 0 ? "hub" : "partner")}, {What}, {How})";
}

internal static class WorldSteps
{
    private static readonly Gen<Act> Acts = Gen.Frequency(
        (4, Gen.Constant(Act.Wait)),
        (8, Gen.Constant(Act.Edit)),
        (2, Gen.Constant(Act.AddRow)),
        (2, Gen.Constant(Act.EditRow)),
        (2, Gen.Constant(Act.DeleteRow)),
        (1, Gen.Constant(Act.MakePrimary)),
        (6, Gen.Constant(Act.Pass)),
        (2, Gen.Constant(Act.PassLate)),
        (3, Gen.Constant(Act.Deliver)),
        (2, Gen.Constant(Act.Post)),
        (4, Gen.Constant(Act.Push)),
        (14, Gen.Constant(Act.PushStep)),
        (1, Gen.Constant(Act.Crash)),
        (1, Gen.Constant(Act.Pause)),
        (1, Gen.Constant(Act.Resume)),
        (3, Gen.Constant(Act.Apply)),
        (1, Gen.Constant(Act.Refresh)),
        (2, Gen.Constant(Act.Configure)),
        (3, Gen.Constant(Act.Tag)));

    private static readonly Gen<WorldStep> One =
        from act in Acts
        from side in Gen.Choose(0, 1)
        from what in Gen.Choose(0, 7)
        from how in Gen.Choose(0, 11)
        select new WorldStep(act, side, what, how);

    /// <summary>A fault-ridden sequence; shrinks by leaving steps out, then by making their numbers nothing.</summary>
    public static Arbitrary<WorldStep[]> Sequences(int least = 30, int most = 80) => Arb.From(
        Gen.Choose(least, most).SelectMany(length => One.ArrayOf(length)), Shrink);

    public static IEnumerable<WorldStep[]> Shrink(WorldStep[] steps)
    {
        for (var cut = steps.Length / 2; cut > 0; cut /= 2)
        {
            for (var from = 0; from + cut <= steps.Length; from += cut)
            {
                yield return [.. steps[..from], .. steps[(from + cut)..]];
            }
        }

        for (var at = 0; at < steps.Length; at++)
        {
            if (steps[at].How != 0)
            {
                yield return [.. steps[..at], steps[at] with { How = 0 }, .. steps[(at + 1)..]];
            }
        }
    }
}
