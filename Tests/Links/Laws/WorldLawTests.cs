using System.Globalization;
using Counterpart.Links;
using FsCheck;
using FsCheck.Fluent;

namespace Counterpart.Tests.Links.Laws;

/// <summary>
/// Laws 1, 3, 4, 7 and 8 over generated sequences of edits and faults. <c>LAW_RUNS</c> sets how many sequences each world
/// gets, and <c>LAW_SEED</c> other ones than the fixed default.
/// </summary>
public sealed class WorldLawTests
{
    private static readonly Habits Plain = new();
    private static readonly Habits Counting = new() { Revisions = true };
    private static readonly Habits Odd = new() { ReformatsPhones = true, Truncates = true, IgnoresEmployer = true, Refuses = true };

    internal static LinkSettings Settings(ConflictPolicy conflict, ConflictPolicy first, BlankRule blank = BlankRule.Propagate) => new(
    [
        new FieldRule("name/last", FieldKind.Text),
        new FieldRule("jobTitle", FieldKind.Text) { OnBlank = blank },
        new FieldRule("employer", FieldKind.Text),
        new FieldRule("birthDate", FieldKind.Date) { OnConflict = ConflictPolicy.Ask },
        new FieldRule("status", FieldKind.Code) { Direction = Direction.ToPartner, OnConflict = ConflictPolicy.Hub },
        new FieldRule(ListParts.Phones, FieldKind.Phone) { IsList = true },
        new FieldRule(FieldPaths.Primary(ListParts.Phones), FieldKind.RowReference),
        new FieldRule(ListParts.Tags, FieldKind.Tag) { IsList = true },
    ])
    {
        DefaultConflict = conflict,
        First = first,
    };

    public static TheoryData<string> Worlds => ["plain", "ask", "counting", "odd", "odd and naming", "refill", "keep"];

    [Theory]
    [MemberData(nameof(Worlds))]
    public void AnyEditsAndFaults_ThenQuiet_KeepTheLaws(string world) =>
        Prop.ForAll(WorldSteps.Sequences(), steps => Run(world, steps)).Check(LawConfig.Runs(400));

    private static bool Run(string kind, WorldStep[] steps)
    {
        try
        {
            Play(kind, steps, traced: false);
            return true;
        }
        catch (Exception broken)
        {
            var world = Make(kind, traced: true);
            try
            {
                Play(world, steps);
            }
            catch (Exception again) when (again.GetType() == broken.GetType())
            {
                throw new InvalidOperationException($"{again.Message}\n{string.Join('\n', world.Trace)}", again);
            }

            throw;
        }
    }

    private static void Play(string kind, WorldStep[] steps, bool traced) => Play(Make(kind, traced), steps);

    private static void Play(World world, WorldStep[] steps)
    {
        foreach (var step in steps)
        {
            world.Do(step);
        }

        world.Heal();
        world.CheckAtRest();
    }

    private static World Make(string kind, bool traced) => kind switch
    {
        "plain" => new World(Settings(ConflictPolicy.Hub, ConflictPolicy.Hub), Plain, Plain, traced),
        "ask" => new World(Settings(ConflictPolicy.Ask, ConflictPolicy.Ask), Plain, Plain, traced),
        "counting" => new World(Settings(ConflictPolicy.Partner, ConflictPolicy.Partner), Counting, Plain, traced),
        "odd" => new World(Settings(ConflictPolicy.Hub, ConflictPolicy.Hub), Counting, Odd, traced),
        "odd and naming" => new World(Settings(ConflictPolicy.Hub, ConflictPolicy.Ask), Plain, Odd with { NamesWhatItRefuses = true }, traced),
        "refill" => new World(Settings(ConflictPolicy.Hub, ConflictPolicy.Hub, BlankRule.Refill), Plain, Plain, traced),
        _ => new World(Settings(ConflictPolicy.Hub, ConflictPolicy.Hub, BlankRule.Keep), Plain, Plain, traced),
    };
}

internal static class LawConfig
{
    public static Config Runs(int count)
    {
        var runs = Environment.GetEnvironmentVariable("LAW_RUNS") is { } more ? int.Parse(more, CultureInfo.InvariantCulture) : count;
        var seed = Environment.GetEnvironmentVariable("LAW_SEED") is { } other ? ulong.Parse(other, CultureInfo.InvariantCulture) : 20260302;
        return Config.QuickThrowOnFailure.WithMaxTest(runs).WithReplay(seed, 15485863).WithQuietOnSuccess(true);
    }
}
