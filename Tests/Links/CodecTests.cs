using System.Collections.Immutable;
using Counterpart.Links;
using FsCheck;
using FsCheck.Fluent;

namespace Counterpart.Tests.Links;

public sealed class CodecTests
{
    public static TheoryData<Side> BothSides => [Side.Hub, Side.Partner];

    [Theory]
    [MemberData(nameof(BothSides))]
    public void State_OfALinkInTheMiddleOfEverything_RoundTrips(Side side)
    {
        var bench = Busy(side);
        var bytes = StateCodec.Write(bench.State);
        var back = StateCodec.Read(bench.State.Key, bytes);

        Assert.Equal(bytes, StateCodec.Write(back));
        Assert.Equal(bench.State.Registers, back.Registers);
        Assert.Equal(bench.State.Rows, back.Rows);
        Assert.Equal(bench.State.Open!.Paths, back.Open!.Paths);
        Assert.Equal(bench.State.Open with { Paths = [] }, back.Open with { Paths = [] });
        Assert.Equal(bench.State.Ghosts, back.Ghosts);
        Assert.Equal((bench.State.Hub, bench.State.PartnerSide, bench.State.Partner, bench.State.Evidence), (back.Hub, back.PartnerSide, back.Partner, back.Evidence));
    }

    [Fact]
    public void State_ReadTwice_TakesTheNamesThatLinksShare()
    {
        var bytes = StateCodec.Write(Busy(Side.Hub).State);
        var (first, second) = (StateCodec.Read(Busy(Side.Hub).State.Key, bytes), StateCodec.Read(Busy(Side.Hub).State.Key, bytes));

        var row = FieldPaths.Row(ListParts.Phones, 1);
        Assert.Same(first.Registers.Keys.Single(path => path == row), second.Registers.Keys.Single(path => path == row));
    }

    [Fact]
    public void State_WithNamesThatFewLinksHave_RoundTrips()
    {
        string[] paths = ["", "name/zodiac", "phones/r9999", "tags/übergrößenträger", "a path that is longer than any that the codec knows by heart"];
        var registers = PathDictionary<Register>.Empty.ToBuilder();
        foreach (var path in paths)
        {
            registers[path] = Register.Empty with { Hub = SideValue.Unread with { Seen = FieldValue.OfParts(("größe", "7")), Version = 1 } };
        }

        var state = LinkState.New(new LinkKey("f", "i", "c")) with { Registers = registers.ToImmutable() };
        var back = StateCodec.Read(state.Key, StateCodec.Write(state));

        Assert.Equal(state.Registers, back.Registers);
    }

    [Fact]
    public void State_WaitingForAChoice_RoundTrips()
    {
        var state = LinkState.New(new LinkKey("f", "i", "c")) with
        {
            Phase = Phase.NeedsChoice,
            Candidates = [new MatchCandidate("a", "Ann", true, false, null), new MatchCandidate("b", "Bea", false, true, false, "other")],
            Never = ["x", "y"],
        };

        var back = StateCodec.Read(state.Key, StateCodec.Write(state));

        Assert.Equal(state.Candidates, back.Candidates);
        Assert.Equal(state.Never, back.Never);
    }

    [Theory]
    [MemberData(nameof(BothSides))]
    public void Events_OfEveryRecord_FoldToTheSameBytes(Side side)
    {
        var bench = Busy(side);
        var folded = LinkState.New(bench.State.Key);
        foreach (var record in bench.Journal)
        {
            var json = EventJson.Write(record);
            Assert.Equal(json, EventJson.Write(EventJson.Read(json)));
            folded = LinkFold.Replay(folded, EventJson.Read(json));
        }

        Assert.Equal(StateCodec.Write(bench.State), StateCodec.Write(folded));
    }

    [Fact]
    public void Replies_RoundTrip()
    {
        var bench = Busy(Side.Hub);
        LinkReply[] replies =
        [
            new LinkReply.Linked(bench.State.Partner!, bench.State.Evidence!),
            new LinkReply.NeedsChoice([new MatchCandidate("a", "Ann", false, true, null)]),
            new LinkReply.Matching(),
            new LinkReply.PartnerTaken("x"),
            new LinkReply.AlreadyLinked(bench.State.Partner!),
            new LinkReply.Unlinked(true),
            new LinkReply.NotLinked(Phase.Leaving),
            new LinkReply.Observed(3),
            new LinkReply.NotBelieved(),
            new LinkReply.NothingOwed(LinkBench.At(1)),
            new LinkReply.Begun(bench.State.Open!, new RecordPatch { Rows = [new RowPatch("phones/r1", "phones", null, LinkBench.Phone("1"))] }),
            new LinkReply.Settled(null),
            new LinkReply.Ignored(),
        ];

        Assert.All(replies, reply => Assert.Equal(EventJson.WriteReply(reply), EventJson.WriteReply(EventJson.ReadReply(EventJson.WriteReply(reply)))));
    }

    [Fact]
    public void State_DamagedBytes_GiveAnotherStateOrOneKindOfFailure()
    {
        var bytes = StateCodec.Write(Busy(Side.Partner).State);
        var damages = Gen.Choose(0, bytes.Length - 1).Zip(Gen.Choose(0, 255)).ArrayOf(3).Zip(Gen.Choose(0, bytes.Length)).ToArbitrary();
        Prop.ForAll(damages, damage => FailsWell(() => StateCodec.Read(default, Damage(bytes, damage.Item1, damage.Item2)))).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));
    }

    [Fact]
    public void Events_DamagedBytes_GiveOtherEventsOrOneKindOfFailure()
    {
        var bytes = EventJson.Write(Busy(Side.Partner).Journal[^1]);
        var damages = Gen.Choose(0, bytes.Length - 1).Zip(Gen.Choose(0, 255)).ArrayOf(2).Zip(Gen.Choose(0, bytes.Length)).ToArbitrary();
        Prop.ForAll(damages, damage => FailsWell(() => EventJson.Read(Damage(bytes, damage.Item1, damage.Item2)))).Check(Config.QuickThrowOnFailure.WithMaxTest(3000));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[null]")]
    [InlineData("{}")]
    [InlineData("[{}]")]
    [InlineData("[{\"e\":\"of a later version\"}]")]
    public void Events_ThatAreNone_AreInvalidData(string json) =>
        Assert.Throws<InvalidDataException>(() => EventJson.Read(System.Text.Encoding.UTF8.GetBytes(json)));

    [Theory]
    [InlineData("""[{"e":"merged","steps":[{"path":"lastName","kind":-1}]}]""")]
    [InlineData("""[{"e":"merged","steps":[{"path":"lastName","kind":"-1"}]}]""")]
    [InlineData("""[{"e":"seen","side":1,"values":[]}]""")]
    public void Record_WithAKindByItsNumber_IsInvalidData(string json) =>
        Assert.Throws<InvalidDataException>(() => EventJson.Read(System.Text.Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void State_OfALaterFormat_IsInvalidData() => Assert.Throws<InvalidDataException>(() => StateCodec.Read(default, [4]));

    /// <summary>A link with rows, a doubt, a ghost, a hold and an open attempt to the side.</summary>
    private static LinkBench Busy(Side side)
    {
        var other = side.Other();
        var bench = LinkBench.Agreed();
        bench.Observe(LinkBench.ReadPhones(side, 3, ("a1", "5550100001", "mobile")) with { Revision = 4 });
        bench.SeePhones(other, 4, ("b1", "5550100002", "home"), ("b2", "5550100001", "mobile"));
        bench.See(other, 10, ("name", "Bea"));
        bench.Settle(bench.Begun(side, 11, ("name", "Ann")), 12, new WriteOutcome.Unknown("lost"));
        bench.See(side, 50, ("name", "Ann"));
        bench.Applied(bench.Begun(side, 60, ("name", "Ann")), 61, ("name", "B."));
        bench.See(side, 62, ("name", "Ann"), ("job", "Baker"));
        bench.See(other, 63, ("name", "Bea"), ("job", null), ("code", "x"));
        bench.See(side, 64, ("code", null), ("job", "Baker"));
        bench.Settle(bench.Begun(side, 70, ("code", null), ("job", "Baker")), 71, new WriteOutcome.Unknown("lost"));
        return bench;
    }

    private static byte[] Damage(byte[] bytes, (int At, int To)[] changes, int length)
    {
        var damaged = bytes[..(length == 0 ? bytes.Length : Math.Max(length, bytes.Length / 2))];
        foreach (var (at, to) in changes)
        {
            damaged[at % damaged.Length] = (byte)to;
        }

        return damaged;
    }

    private static bool FailsWell(Action read)
    {
        try
        {
            read();
        }
        catch (InvalidDataException)
        {
            // The one kind of failure.
        }

        return true;
    }
}
