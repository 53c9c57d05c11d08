using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

/// <summary>Commands go from node to node as JSON, and come out as they went in.</summary>
public sealed class CommandJsonTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 10, 0, 0, 123, TimeSpan.Zero);

    private static readonly RecordContent Content = new()
    {
        Scalars = ImmutableDictionary<string, FieldValue>.Empty
            .Add("name/last", FieldValue.Of("O'Dwyer-Núñez"))
            .Add("name/middle", FieldValue.Blank),
        Lists = ImmutableDictionary<string, ImmutableArray<RecordRow>>.Empty
            .Add("phones", [new RecordRow("1", FieldValue.OfParts(("number", "+1 212 555 0100"), ("kind", "home")), Primary: true)])
            .Add("emails", []),
    };

    private static readonly RecordRead Read = new()
    {
        Side = Side.Partner,
        RecordId = "20001",
        Content = Content,
        StartedAt = At.AddSeconds(-2),
        EndedAt = At.AddSeconds(-1),
        UnchangedSince = At.AddMinutes(-5),
        Revision = 0,
        Whole = false,
        Single = true,
    };

    private static readonly MatchCandidate Candidate = new("20001", "Amélie Laurent", true, false, null, "CW-2");

    private static readonly RecordProfile Profile = new()
    {
        Id = "CW-1",
        Kind = RecordKind.Company,
        DisplayName = "Laurent & Sons",
        NameKey = "laurent sons",
        TaxIdHash = "ab12",
        TaxIdLastFour = "3456",
        BirthDate = "1950-06-07",
        Emails = ["a@example.com"],
        Phones = ["+12125550100"],
    };

    private static readonly SystemRecord Record = new()
    {
        Id = "20001",
        Kind = RecordKind.Person,
        Content = Content,
        TaxId = new SealedTaxId("ab12", "3456", "sealed"),
        Book = "adviser-1",
        Revision = 7,
    };

    private static readonly ImmutableArray<LinkCommand> Commands =
    [
        new LinkCommand.Link(new PartnerTenant("wealthbox", "9001"), new MatchQuery(Profile, [new PartnerCandidate(Profile, "CW-2"), new PartnerCandidate(Profile, null)], true, At)) { At = At },
        new LinkCommand.Choose(new PartnerTenant("wealthbox", "9001"), Candidate, null) { At = At },
        new LinkCommand.Unlink(UnlinkReason.WrongMatch) { At = At },
        new LinkCommand.Allow("20001") { At = At },
        new LinkCommand.Pause { At = At },
        new LinkCommand.Resume { At = At },
        new LinkCommand.Apply([new PathChoice("name/last", Side.Partner, 3, null), new PathChoice("birthDate", Side.Hub, null, 0)]) { At = At },
        new LinkCommand.Refresh { At = At },
        new LinkCommand.Reconsider { At = At, Added = ["tags"] },
        new LinkCommand.Reconsider { At = At },
        new LinkCommand.Observe(Read) { At = At },
        new LinkCommand.Observe(new RecordRead { Side = Side.Hub, Content = RecordContent.Empty, StartedAt = At, EndedAt = At }) { At = At },
        new LinkCommand.RecordGone(Side.Hub, GoneReason.AccessLost, At, 12) { At = At },
        new LinkCommand.RecordGone(Side.Partner, GoneReason.Deleted, At) { At = At },
        new LinkCommand.Begin(Read) { At = At },
        Settle(new WriteOutcome.Applied(Record)),
        Settle(new WriteOutcome.Refused("phones/r1", "too long")),
        Settle(new WriteOutcome.Refused(null, "no")),
        Settle(new WriteOutcome.Conflicted()),
        Settle(new WriteOutcome.NotSent("over the limit", TimeSpan.FromSeconds(1.5))),
        Settle(new WriteOutcome.NotSent("over the limit", null)),
        Settle(new WriteOutcome.Unknown("timed out")),
        Settle(new WriteOutcome.Gone(GoneReason.Deleted)),
    ];

    public static TheoryData<int> Places => [.. Enumerable.Range(0, Commands.Length)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Command_ThereAndBack_IsTheSame(int place)
    {
        var command = Commands[place];
        var json = CommandJson.Write(command);
        var read = CommandJson.Read(json);

        Assert.Equal(command.GetType(), read.GetType());
        Assert.Equivalent(command, read, strict: true);
        Assert.Equal(Encoding.UTF8.GetString(json), Encoding.UTF8.GetString(CommandJson.Write(read)));
    }

    [Fact]
    public void Commands_OfEveryKind_AreTried() => Assert.Equal(
        Kinds(typeof(LinkCommand)), Commands.Select(command => command.GetType()).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal));

    [Fact]
    public void Outcomes_OfEveryKind_AreTried() => Assert.Equal(
        Kinds(typeof(WriteOutcome)),
        Commands.OfType<LinkCommand.Settle>().Select(settle => settle.Outcome.GetType()).Distinct().OrderBy(type => type.Name, StringComparer.Ordinal));

    [Fact]
    public void Command_WithAMemberOfANewerVersion_IsRead()
    {
        var json = JsonNode.Parse(CommandJson.Write(Commands[0]))!;
        json["newer"] = new JsonObject { ["x"] = 1 };

        Assert.Equivalent(Commands[0], CommandJson.Read(Encoding.UTF8.GetBytes(json.ToJsonString())), strict: true);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"c\":\"newer\",\"at\":\"2026-03-01T10:00:00Z\"}")]
    [InlineData("{\"c\":\"pause\"")]
    [InlineData("")]
    public void Read_OfWhatIsNoCommand_Throws(string json) => Assert.Throws<InvalidDataException>(() => CommandJson.Read(Encoding.UTF8.GetBytes(json)));

    /// <summary>As a node of the version before it was there sends it.</summary>
    [Fact]
    public void Read_OfAReconsiderWithoutWhatIsAdded_AddsNothing() =>
        Assert.Empty(Assert.IsType<LinkCommand.Reconsider>(CommandJson.Read("""{"c":"reconsider","at":"2026-03-01T10:00:00+00:00"}"""u8)).Added);

    private static LinkCommand.Settle Settle(WriteOutcome outcome) => new(4, 2, outcome, At.AddSeconds(-1), At) { At = At };

    private static IEnumerable<Type> Kinds(Type set) =>
        set.GetNestedTypes().Where(type => type.BaseType == set).OrderBy(type => type.Name, StringComparer.Ordinal);
}
