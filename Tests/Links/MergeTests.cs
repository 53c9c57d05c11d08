using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class MergeTests
{
    private static readonly FieldRule Both = new("name", FieldKind.Text);

    [Fact]
    public void Decide_SideNotReadOrInDoubt_Waits()
    {
        Assert.Equal(MergeKind.Wait, Decide(Both, Value("a", 1), SideValue.Unread).Kind);
        Assert.Equal(MergeKind.Wait, Decide(Both, Value("a", 1) with { Doubt = true }, Value("b", 1)).Kind);
    }

    [Fact]
    public void Decide_BothChangedToTheSame_Agrees() => Assert.Equal(MergeKind.Agree, Decide(Both, Value("c ", 1, "a"), Value("c", 1, "b")).Kind);

    [Theory]
    [InlineData(Direction.Both, MergeKind.Owe, HoldReason.None)]
    [InlineData(Direction.ToPartner, MergeKind.Owe, HoldReason.None)]
    [InlineData(Direction.ToHub, MergeKind.Hold, HoldReason.OneWay)]
    [InlineData(Direction.None, MergeKind.Hold, HoldReason.OneWay)]
    public void Decide_HubChanged_IsOwedWhereTheDirectionAllows(Direction direction, MergeKind kind, HoldReason hold)
    {
        var step = Decide(Both with { Direction = direction }, Value("b", 1, "a"), Value("a", 1, "a"));

        Assert.Equal((kind, hold), (step.Kind, step.Hold));
        Assert.Equal(kind == MergeKind.Owe ? MergeRule.OnlyChange : MergeRule.None, step.Rule);
    }

    [Fact]
    public void Decide_BothChangedOneWay_TakesTheSource() =>
        AssertTake(Side.Partner, MergeRule.OneWay, Decide(Both with { Direction = Direction.ToHub }, Value("b", 9, "a"), Value("c", 1, "a")));

    [Theory]
    [InlineData(ConflictPolicy.Hub, Side.Hub)]
    [InlineData(ConflictPolicy.Partner, Side.Partner)]
    public void Decide_OrderNotKnown_FollowsThePolicy(ConflictPolicy policy, Side winner)
    {
        AssertTake(winner, MergeRule.Policy, Decide(Both with { OnConflict = policy }, Value("b", 5, "a", from: 1), Value("c", 6, "a", from: 2)));
        AssertTake(winner, MergeRule.Policy, Decide(Both, Value("b", 5, "a", from: 1), Value("c", 6, "a", from: 2), LinkBench.With(conflict: policy)));
    }

    [Fact]
    public void Decide_OrderNotKnownAndAsk_IsAConflict() =>
        Assert.Equal(HoldReason.Conflict, Decide(Both with { OnConflict = ConflictPolicy.Ask }, Value("b", 5, "a", from: 1), Value("c", 6, "a", from: 2)).Hold);

    [Theory]
    [InlineData(5, 0, MergeRule.Later)]
    [InlineData(5, 1, MergeRule.Policy)]
    [InlineData(6, 1, MergeRule.Later)]
    [InlineData(4.999, 0, MergeRule.Policy)]
    public void Decide_PartnerSetAfterTheHub_IsLaterByTheClockDifference(double from, int clocks, MergeRule rule)
    {
        var settings = LinkBench.With(clocks: TimeSpan.FromSeconds(clocks));

        AssertTake(rule == MergeRule.Later ? Side.Partner : Side.Hub, rule, Decide(Both, Value("b", 5, "a", from: 1), Value("c", 9, "a", from), settings));
    }

    [Fact]
    public void Decide_HubSetAfterThePartner_IsLater() =>
        AssertTake(Side.Hub, MergeRule.Later, Decide(Both with { OnConflict = ConflictPolicy.Ask }, Value("b", 9, "a", from: 6), Value("c", 5, "a")));

    [Theory]
    [InlineData("b", null, Side.Hub)]
    [InlineData(null, "b", Side.Partner)]
    public void Decide_FirstWithOneBlank_IsFilled(string? hub, string? partner, Side winner) =>
        AssertTake(winner, MergeRule.Filled, Decide(Both, Value(hub, 1), Value(partner, 1)));

    [Theory]
    [InlineData(ConflictPolicy.Hub, Side.Hub)]
    [InlineData(ConflictPolicy.Partner, Side.Partner)]
    public void Decide_FirstAndDifferent_IsTheFirmsChoice(ConflictPolicy first, Side winner) =>
        AssertTake(winner, MergeRule.First, Decide(Both, Value("a", 1), Value("b", 1), LinkBench.With(first: first)));

    [Fact]
    public void Decide_FirstAndDifferentAndAsk_IsHeld() => Assert.Equal(HoldReason.First, Decide(Both, Value("a", 1), Value("b", 1)).Hold);

    [Fact]
    public void Decide_FirstAndEditedSince_TakesTheEdit() =>
        AssertTake(Side.Partner, MergeRule.Later, Decide(Both, Value("a", 1), Value("b", 9, from: 5)));

    [Fact]
    public void Decide_FirstFillAgainstTheDirection_IsHeld() =>
        Assert.Equal(HoldReason.OneWay, Decide(Both with { Direction = Direction.ToPartner }, Value(null, 1), Value("b", 1)).Hold);

    [Theory]
    [InlineData(BlankRule.Propagate, MergeKind.Owe, Side.Hub, HoldReason.None)]
    [InlineData(BlankRule.Refill, MergeKind.Take, Side.Partner, HoldReason.None)]
    [InlineData(BlankRule.Keep, MergeKind.Hold, Side.Hub, HoldReason.BlankKept)]
    public void Decide_HubCleared_FollowsTheBlankRule(BlankRule blank, MergeKind kind, Side winner, HoldReason hold)
    {
        var step = Decide(Both with { OnBlank = blank }, Value(null, 1, "a"), Value("a", 1, "a"));

        Assert.Equal((kind, winner, hold), (step.Kind, step.Winner, step.Hold));
    }

    [Theory]
    [InlineData(BlankRule.Propagate, MergeKind.Take, MergeRule.Policy)]
    [InlineData(BlankRule.Refill, MergeKind.Take, MergeRule.Refill)]
    [InlineData(BlankRule.Keep, MergeKind.Hold, MergeRule.None)]
    public void Decide_ConflictWonByABlank_FollowsTheBlankRuleToo(BlankRule blank, MergeKind kind, MergeRule by)
    {
        var step = Decide(Both with { OnBlank = blank }, Value(null, 5, "a"), Value("b", 5, "a"));

        Assert.Equal((kind, by), (step.Kind, step.Rule));
    }

    [Fact]
    public void Decide_RefillAgainstTheDirection_IsHeld() => Assert.Equal(
        HoldReason.OneWay,
        Decide(Both with { OnBlank = BlankRule.Refill, Direction = Direction.ToPartner }, Value(null, 1, "a"), Value("a", 1, "a")).Hold);

    [Theory]
    [InlineData(false, Side.Hub)]
    [InlineData(true, Side.Partner)]
    public void Decide_RowEditedAndDeleted_KeepsTheEdit(bool hubDeleted, Side winner)
    {
        var rule = new FieldRule("phones", FieldKind.Text) { IsList = true };
        var edit = Value("b", 1, "a");
        var delete = Value(null, 9, "a", from: 5);

        AssertTake(winner, MergeRule.EditBeatsDelete, hubDeleted ? Decide(rule, delete, edit) : Decide(rule, edit, delete));
    }

    [Fact]
    public void Decide_RowGoneOnBothSides_Retires() =>
        Assert.Equal(MergeKind.Retire, Decide(new FieldRule("phones", FieldKind.Text) { IsList = true }, Value(null, 1, "a"), Value(null, 1, "a")).Kind);

    [Fact]
    public void Decide_AlteredPair_StaysAltered() =>
        Assert.Equal(HoldReason.Altered, Decide(Both, Value("abcdef", 1, "abcdef"), Value("abcd", 1, "abcd")).Hold);

    [Fact]
    public void Decide_MainRowMissingOnOneSide_Agrees() =>
        Assert.Equal(MergeKind.Agree, Decide(new FieldRule("phones/primary", FieldKind.RowReference), Value("phones/r1", 1, "x"), Value(null, 1, "x")).Kind);

    [Fact]
    public void Apply_Take_LeavesTheWinnerChangedWhateverItIsEditedBackTo()
    {
        var register = new Register { Hub = Value("b", 5, "a"), Partner = Value("c", 5, "a") };
        var taken = Fold(register, Decide(Both, register.Hub, register.Partner));
        var editedBack = taken with { Hub = taken.Hub with { Seen = LinkBench.Text("a") } };

        Assert.Equal((RegisterStatus.Owed, Side.Partner), (taken.Status, taken.OwedTo));
        Assert.Equal((MergeKind.Owe, Side.Hub), (Decide(Both, editedBack.Hub, editedBack.Partner).Kind, Decide(Both, editedBack.Hub, editedBack.Partner).Winner));
    }

    private static Register Fold(Register register, MergeStep step) => LinkFold.Apply(
        LinkState.New(default) with { Registers = LinkState.New(default).Registers.SetItem("name", register) },
        new LinkEvent.Merged([step])).RegisterAt("name");

    private static MergeStep Decide(FieldRule rule, SideValue hub, SideValue partner, LinkSettings? settings = null) =>
        Merge.Decide("name", new Register { Hub = hub, Partner = partner }, rule, settings ?? LinkBench.With());

    private static SideValue Value(string? text, double notAfter, string? shadow = null, double? from = null) => new()
    {
        Seen = LinkBench.Text(text),
        Version = 1,
        NotBefore = from is { } after ? LinkBench.At(after) : DateTimeOffset.MinValue,
        NotAfter = LinkBench.At(notAfter),
        Shadow = shadow is null ? null : LinkBench.Text(shadow),
    };

    private static void AssertTake(Side winner, MergeRule rule, MergeStep step) =>
        Assert.Equal((MergeKind.Take, winner, rule), (step.Kind, step.Winner, step.Rule));
}
