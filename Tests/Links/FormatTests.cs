using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Counterpart.Links;
using Counterpart.Tests.House;

namespace Counterpart.Tests.Links;

/// <summary>Rows and journals as older versions wrote them (<c>Formats/state-1</c> and <c>state-2</c>) and this one writes them (<c>state-3</c>) are read, and go on from where they were.</summary>
public sealed class FormatTests
{
    private static readonly LinkSettings Settings = LinkBench.With(conflict: ConflictPolicy.Ask);

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder(1), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void State1_IsRead_AndIsWhatItsJournalFoldsTo(string file)
    {
        var (state, journal, phase) = Read(file);
        Assert.Equal(phase, state.Phase.ToString());

        var folded = journal.Aggregate(LinkState.New(state.Key), (before, record) => LinkFold.Replay(before, record));
        Assert.Equal(StateCodec.Write(Known(state)), StateCodec.Write(Known(folded)));
        var bytes = StateCodec.Write(state);
        Assert.Equal(bytes, StateCodec.Write(StateCodec.Read(state.Key, bytes)));
    }

    [Theory]
    [InlineData("access-lost")]
    [InlineData("chosen")]
    [InlineData("ghost")]
    [InlineData("leaving-said")]
    [InlineData("paused-writing")]
    [InlineData("posted")]
    [InlineData("refilling")]
    [InlineData("returned")]
    [InlineData("unlinked-former")]
    [InlineData("wanted")]
    public void State2_IsRead_AndIsWhatItsJournalFoldsTo(string file)
    {
        var (state, journal, phase) = Read(file, format: 2);
        Assert.Equal(phase, state.Phase.ToString());

        var folded = journal.Aggregate(LinkState.New(state.Key), (before, record) => LinkFold.Replay(before, record));
        Assert.Equal(StateCodec.Write(state), StateCodec.Write(Known2(folded)));
    }

    public static TheoryData<string> Present => [.. Directory.EnumerateFiles(Folder(3), "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    /// <summary>Links in every kind of state, from the simulator: the bytes are pinned. What changes them is a new format, with a writer of this one in <c>Simulation/Laws/OldFormats</c>.</summary>
    [Theory]
    [MemberData(nameof(Present))]
    public void State3_IsRead_AndIsWhatItsJournalFoldsTo_ToTheByte(string file)
    {
        var (state, journal, phase) = Read(file, format: 3);
        Assert.Equal(phase, state.Phase.ToString());

        var folded = journal.Aggregate(LinkState.New(state.Key), (before, record) => LinkFold.Replay(before, record));
        var bytes = Bytes(file, format: 3);
        Assert.Equal(Convert.ToBase64String(bytes), Convert.ToBase64String(StateCodec.Write(folded)));
        Assert.Equal(Convert.ToBase64String(bytes), Convert.ToBase64String(StateCodec.Write(state)));
    }

    [Fact]
    public void Refilling_AsTheVersionBeforeDecided_GoesOn()
    {
        var state = Begin(Read("refilling", format: 2).State, LinkBench.Read(Side.Partner, 100, ("name", null))).State;
        Assert.Equal("Ann", Assert.Single(state.Open!.Paths).Value.Text);
    }

    [Fact]
    public void Files_AreAllThere() => Assert.Equal((23, 21), (Files.Count, Present.Count));

    [Fact]
    public void Broken_ComesBackWhenTheRecordIsSeen()
    {
        var state = Read("broken").State;
        Assert.Equal(NoticeCause.RecordDeleted, Assert.Single(LinkNotices.Of(state, Settings)).Cause);

        Assert.Equal(Phase.Linked, Observe(state, LinkBench.Read(Side.Partner, 100, ("name", "Ann"))).Phase);
    }

    [Fact]
    public void Leaving_EndsWhenNoWriteCanBeOnItsWay()
    {
        var state = Begin(Read("leaving").State, LinkBench.Read(Side.Partner, 100, ("name", "Ann"))).State;

        Assert.Equal(Phase.Unlinked, state.Phase);
        Assert.Equal(["contact"], state.Never);
        Assert.Null(AccountStatuses.Of(Read("unlinked-never").State with { LinkedAt = default }, null, ExchangeCalendar.UnitedStates));
    }

    [Fact]
    public void Owed_IsPushed()
    {
        var begun = Begin(Read("linked-owed").State, LinkBench.Read(Side.Partner, 100, ("name", "Ann")));
        Assert.Equal("Bea", Assert.IsType<LinkReply.Begun>(begun.Reply).Patch.Scalars["name"].Text);
    }

    [Theory]
    [InlineData("linked-writing")]
    [InlineData("linked-unknown")]
    public void Write_WhoseAnswerIsMissing_IsSettledByReading(string file)
    {
        var state = Observe(Read(file).State, LinkBench.Read(Side.Partner, 100, ("name", "Bea")));
        Assert.Equal((null, RegisterStatus.Agreed), (state.Open, state.RegisterAt("name").Status));
    }

    [Fact]
    public void LateWrite_IsStillKnownAsOurs()
    {
        var state = Observe(Read("linked-ghost").State, LinkBench.Read(Side.Partner, 100, ("name", "Bea")));
        Assert.Equal(("Cleo", Side.Partner), (state.RegisterAt("name").Hub.Seen!.Text, state.RegisterAt("name").OwedTo));
    }

    [Theory]
    [InlineData("linked-first", NoticeCause.FirstDifference)]
    [InlineData("linked-conflict", NoticeCause.Conflict)]
    [InlineData("linked-refused", NoticeCause.Refused)]
    [InlineData("linked-altered", NoticeCause.Altered)]
    public void Held_IsANotice_AndAPersonCanDecide(string file, NoticeCause cause)
    {
        var state = Read(file).State;
        Assert.Equal(cause, Assert.Single(LinkNotices.Of(state, Settings)).Cause);

        var decided = LinkDecider.Decide(state, new LinkCommand.Apply([new PathChoice("name", Side.Hub, null, null)]) { At = LinkBench.At(100) }, Settings);
        Assert.Equal(PathApply.Applied, Assert.IsType<LinkReply.Applied>(decided.Reply).Results[0].Result);
        Assert.Empty(LinkNotices.Of(decided.State, Settings));
    }

    [Fact]
    public void NewerFormat_IsRefused() =>
        Assert.Throws<InvalidDataException>(() => StateCodec.Read(new LinkKey("f", "p", "c"), [8]));

    /// <summary>Without what the version before did not know.</summary>
    private static LinkState Known(LinkState state)
    {
        var registers = state.Registers.ToBuilder();
        foreach (var (path, register) in state.Registers)
        {
            registers[path] = register with { Hub = register.Hub with { Ours = false }, Partner = register.Partner with { Ours = false } };
        }

        return state with
        {
            Registers = registers.ToImmutable(),
            Former = null,
            Hub = state.Hub with { GoneFor = default, KnownUntil = default },
            PartnerSide = state.PartnerSide with { GoneFor = default, KnownUntil = default },
        };
    }

    /// <summary>Without when the last read was over, which format 2 did not keep.</summary>
    private static LinkState Known2(LinkState state) => state with
    {
        Hub = state.Hub with { KnownUntil = default },
        PartnerSide = state.PartnerSide with { KnownUntil = default },
    };

    private static (LinkState State, List<ImmutableArray<LinkEvent>> Journal, string Phase) Read(string file, int format = 1)
    {
        var json = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(format), file + ".json")))!;
        var key = LinkKey.Parse((string)json["firm"]!, (string)json["link"]!);
        var journal = json["journal"]!.AsArray().Select(record => EventJson.Read(Encoding.UTF8.GetBytes(record!.ToJsonString()))).ToList();
        return (StateCodec.Read(key, Convert.FromBase64String((string)json["state"]!)), journal, (string)json["phase"]!);
    }

    private static byte[] Bytes(string file, int format) =>
        Convert.FromBase64String((string)JsonNode.Parse(File.ReadAllText(Path.Combine(Folder(format), file + ".json")))!["state"]!);

    private static LinkState Observe(LinkState state, RecordRead read) =>
        LinkDecider.Decide(state, new LinkCommand.Observe(read) { At = read.EndedAt }, Settings).State;

    private static Decision Begin(LinkState state, RecordRead read) =>
        LinkDecider.Decide(state, new LinkCommand.Begin(read) { At = read.EndedAt }, Settings);

    private static string Folder(int format) => Path.Combine(HouseRoot.Path, "Tests", "Links", "Formats", $"state-{format}");
}
