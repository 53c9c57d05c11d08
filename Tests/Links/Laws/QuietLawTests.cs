using Counterpart.Links;
using FsCheck;
using FsCheck.Fluent;

namespace Counterpart.Tests.Links.Laws;

/// <summary>Law 2: edits that are made one after the other, each with quiet around it, are never a conflict; and what counts as one overlapped.</summary>
public sealed class QuietLawTests
{
    /// <summary>An edit (<c>What</c> of <c>Act</c>), and the faults of the cycle that carries it over (<c>How</c>).</summary>
    private static readonly Gen<WorldStep> Edit =
        from act in Gen.Frequency((6, Gen.Constant(Act.Edit)), (2, Gen.Constant(Act.AddRow)), (2, Gen.Constant(Act.EditRow)), (2, Gen.Constant(Act.DeleteRow)), (2, Gen.Constant(Act.Tag)))
        from side in Gen.Choose(0, 1)
        from what in Gen.Choose(0, 3)
        from how in Gen.Choose(0, 11)
        select new WorldStep(act, side, what, how);

    [Theory]
    [InlineData(ConflictPolicy.Hub)]
    [InlineData(ConflictPolicy.Partner)]
    [InlineData(ConflictPolicy.Ask)]
    public void EditsOneAfterTheOther_WithLostAnswers_EndAgreedOnTheLast(ConflictPolicy policy)
    {
        var sequences = Arb.From(Gen.Choose(4, 16).SelectMany(length => Edit.ArrayOf(length)), WorldSteps.Shrink);
        Prop.ForAll(sequences, steps => Play(policy, steps)).Check(LawConfig.Runs(250));
    }

    private static bool Play(ConflictPolicy policy, WorldStep[] steps)
    {
        var settings = WorldLawTests.Settings(policy, ConflictPolicy.Hub);
        var world = new World(settings, new Habits { Revisions = true }, new Habits { ReformatsPhones = true });
        world.Heal();
        foreach (var step in steps)
        {
            world.Do(step);
            world.Carry((Side)step.Side, step.How);
            world.Heal();

            // A field that is edited back sooner after our own write, again and again, is quarantined.
            world.Advance(150_000);
            world.CheckAtRest();
            world.CheckAgreed();
            if (step.Act == Act.Edit)
            {
                world.CheckHolds((Side)step.Side);
            }
        }

        return true;
    }
}
