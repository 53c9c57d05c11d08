using Counterpart.Load.Histories;

namespace Counterpart.Tests.Histories;

/// <summary>Histories as callers of one link may see them, and such as they must not: the check finds each.</summary>
public sealed class HistoryCheckTests
{
    private static readonly Operation Initial = Operation.Edit(0, 0, revision: 5, order: 0, Values(("a", "a0"), ("b", "b0")));

    [Fact]
    public void Violations_EditsAndReadsInOrder_None()
    {
        Assert.Empty(Check(
            Operation.Edit(10, 20, 6, 1, Values(("a", "a1"))),
            Operation.Read(15, 25, 6, Values(("a", "a1"), ("b", "b0"))),
            Operation.Edit(30, 40, 8, 2, Values(("b", "b2"))),
            Operation.Read(50, 60, 9, Values(("a", "a1"), ("b", "b2")))));
    }

    [Fact]
    public void Violations_ConcurrentOperations_MayComeInEitherOrder()
    {
        Assert.Empty(Check(
            Operation.Edit(10, 90, 7, 2, Values(("a", "a2"))),
            Operation.Edit(11, 80, 6, 1, Values(("a", "a1"))),
            Operation.Read(12, 85, 5, Values(("a", "a0"), ("b", "b0"))),
            Operation.Read(13, 95, 6, Values(("a", "a1"), ("b", "b0"))),
            Operation.Read(14, 60, 7, Values(("a", "a2"), ("b", "b0"))),
            Operation.Refusal(15, 99, 7, 0, Values(("a", "never")))));
    }

    [Fact]
    public void Violations_AReadThatShowsAnOlderRevisionThanWasAnswered_IsFound()
    {
        Assert.Contains(
            Check(
                Operation.Edit(10, 20, 6, 1, Values(("a", "a1"))),
                Operation.Read(30, 40, 5, Values(("a", "a0"), ("b", "b0")))),
            what => what.Contains("asked after it was told", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AReadThatWasTheSameBefore_IsFoundWhenAnotherReadWasFurther()
    {
        Assert.Contains(
            Check(
                Operation.Edit(10, 90, 6, 1, Values(("a", "a1"))),
                Operation.Read(11, 20, 6, Values(("a", "a1"), ("b", "b0"))),
                Operation.Read(30, 40, 5, Values(("a", "a0"), ("b", "b0")))),
            what => what.Contains("asked after it was told", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AnEditAtARevisionThatWasReadBefore_IsFound()
    {
        Assert.Contains(
            Check(
                Operation.Read(10, 20, 6, Values(("a", "a0"), ("b", "b0"))),
                Operation.Edit(30, 40, 6, 1, Values(("a", "a1")))),
            what => what.Contains("asked after it was told", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_TwoEditsAtOneRevision_AreFound()
    {
        Assert.Contains(
            Check(
                Operation.Edit(10, 40, 6, 1, Values(("a", "a1"))),
                Operation.Edit(11, 41, 6, 2, Values(("a", "a2")))),
            what => what.StartsWith("two changes at one revision", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_RefreshesAmongEdits_HaveRevisionsOfTheirOwn()
    {
        var edit = Operation.Edit(10, 20, 6, 1, Values(("a", "a1")));

        Assert.Empty(Check(edit, Operation.Refresh(11, 90, 7), Operation.Read(30, 40, 7, Values(("a", "a1"), ("b", "b0")))));
        Assert.Contains(Check(edit, Operation.Refresh(11, 90, 6)), what => what.StartsWith("two changes at one revision", StringComparison.Ordinal));
        Assert.Contains(
            Check(edit, Operation.Read(11, 12, 6, Values(("a", "a1"), ("b", "b0"))), Operation.Refresh(30, 90, 6)),
            what => what.Contains("asked after it was told", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AnAnsweredEditThatNoReadShows_IsFound()
    {
        Assert.Contains(
            Check(
                Operation.Edit(10, 20, 6, 1, Values(("a", "a1"))),
                Operation.Read(30, 40, 7, Values(("a", "a0"), ("b", "b0")))),
            what => what.StartsWith("an edit is missing at a", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AnEditOfTwoFieldsThatIsHalfThere_IsFound()
    {
        Assert.Contains(
            Check(
                Operation.Edit(10, 20, 6, 1, Values(("a", "a1"), ("b", "b1"))),
                Operation.Read(30, 40, 6, Values(("a", "a1"), ("b", "b0")))),
            what => what.StartsWith("an edit is missing at b", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AnEditThatOverwroteANewerOne_IsFound()
    {
        Assert.Contains(
            Check(
                Operation.Edit(10, 20, 6, 2, Values(("a", "a2"))),
                Operation.Edit(11, 30, 7, 1, Values(("a", "a1")))),
            what => what.Contains("was taken over after what is newer", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AReadOfALaterRevisionsValue_IsFound()
    {
        Assert.Contains(
            Check(
                Operation.Edit(10, 50, 8, 1, Values(("a", "a1"))),
                Operation.Read(11, 40, 7, Values(("a", "a1"), ("b", "b0")))),
            what => what.StartsWith("what comes later is shown", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AReadOfWhatWasRefused_IsFound()
    {
        Assert.Contains(
            Check(
                Operation.Refusal(10, 20, 5, 1, Values(("a", "a1"))),
                Operation.Read(30, 40, 6, Values(("a", "a1"), ("b", "b0")))),
            what => what.StartsWith("what was refused is shown", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AReadOfWhatNobodyWrote_IsFound()
    {
        Assert.Contains(
            Check(Operation.Read(30, 40, 6, Values(("a", "other"), ("b", "b0")))),
            what => what.StartsWith("nobody has written", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_EditsWithoutAnAnswer_MayHaveBeenDoneOrNot()
    {
        Assert.Empty(Check(
            Operation.Maybe(10, 1, Values(("a", "a1"))),
            Operation.Maybe(11, 2, Values(("b", "b2"))),
            Operation.Read(20, 30, 5, Values(("a", "a0"), ("b", "b0"))),
            Operation.Read(40, 50, 7, Values(("a", "a0"), ("b", "b2"))),
            Operation.Edit(60, 70, 8, 3, Values(("a", "a3")))));
    }

    [Fact]
    public void Violations_AnEditWithoutAnAnswerThatGoesAwayAgain_IsFound()
    {
        Assert.Contains(
            Check(
                Operation.Maybe(10, 1, Values(("a", "a1"))),
                Operation.Read(20, 30, 6, Values(("a", "a1"), ("b", "b0"))),
                Operation.Read(40, 50, 7, Values(("a", "a0"), ("b", "b0")))),
            what => what.StartsWith("an edit is missing at a", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AnEditWithoutAnAnswerThatIsHalfThere_IsFound()
    {
        Assert.Contains(
            Check(
                Operation.Maybe(10, 1, Values(("a", "a1"), ("b", "b1"))),
                Operation.Read(20, 30, 6, Values(("a", "a1"), ("b", "b0")))),
            what => what.StartsWith("an edit is missing at b", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AnEditWithoutAnAnswerSeenBeforeItWasBegun_IsFound()
    {
        Assert.Contains(
            Check(
                Operation.Read(10, 20, 6, Values(("a", "a1"), ("b", "b0"))),
                Operation.Maybe(30, 1, Values(("a", "a1")))),
            what => what.StartsWith("what comes later is shown", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AnEditWithoutAnAnswerSeenAtARevisionThatWasToldBeforeIt_IsFound()
    {
        // The read is late enough, but its revision was there before the edit was begun.
        Assert.Contains(
            Check(
                Operation.Read(10, 20, 6, Values(("b", "b0"))),
                Operation.Maybe(30, 1, Values(("a", "a1"))),
                Operation.Read(40, 50, 6, Values(("a", "a1"), ("b", "b0")))),
            what => what.StartsWith("an edit without an answer has no place", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_TwoEditsWithoutAnAnswerWithRoomForOne_AreFound()
    {
        Assert.Contains(
            Check(
                Operation.Read(2, 5, 6, Values(("a", "a0"), ("b", "b0"))),
                Operation.Maybe(10, 1, Values(("a", "a1"))),
                Operation.Maybe(11, 2, Values(("b", "b2"))),
                Operation.Read(40, 50, 7, Values(("a", "a1"), ("b", "b2")))),
            what => what.StartsWith("an edit without an answer has no place", StringComparison.Ordinal));
    }

    [Fact]
    public void Violations_AnEditWithoutAnAnswerShownOverANewerOne_IsFound()
    {
        Assert.Contains(
            Check(
                Operation.Maybe(10, 1, Values(("a", "a1"))),
                Operation.Edit(11, 20, 7, 2, Values(("a", "a2"))),
                Operation.Read(30, 40, 8, Values(("a", "a1"), ("b", "b0")))),
            what => what.StartsWith("an edit is missing at a", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Check(params Operation[] history) => HistoryCheck.Violations(Initial, history);

    private static Dictionary<string, string> Values(params (string Path, string Value)[] values) =>
        values.ToDictionary(entry => entry.Path, entry => entry.Value, StringComparer.Ordinal);
}
