using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Counterpart.Links;
using FsCheck;
using FsCheck.Fluent;

namespace Counterpart.Tests.Links;

/// <summary>Journal records are written member by member: to the byte what the serializer makes of them.</summary>
public sealed class EventWriterTests
{
    private static readonly JsonSerializerOptions Serializer = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Converters = { new JsonStringEnumConverter(), new FieldValueConverter() },
    };

    private static readonly Gen<string> Texts =
        Gen.Elements("name/last", "Amélie \"O'Neil\" <a&b>", "\u0001\n\\", "李小龍 \U0001F600", "phones/r1", string.Empty, "+1 415");

    private static readonly Gen<DateTimeOffset> Times =
        Gen.Choose(0, int.MaxValue).Select(ticks => ticks % 5 == 0 ? default : DateTimeOffset.UnixEpoch.AddTicks(ticks * 917L));

    private static readonly Gen<FieldValue> Values = Gen.OneOf(
        Gen.Constant(FieldValue.Blank),
        Texts.Select(FieldValue.Of),
        Texts.Select(text => FieldValue.OfParts(("number", text), ("kind", "home"))));

    private static readonly Gen<bool> Flags = Gen.Elements(true, false);

    private static readonly Gen<LinkEvent> Seen =
        from side in Gen.Elements(Enum.GetValues<Side>())
        from fence in Gen.OneOf(Gen.Constant<DateTimeOffset?>(null), Times.Select(time => (DateTimeOffset?)time))
        from notAfter in Times
        from revision in Gen.Elements<long?>(null, 0, 1, long.MaxValue)
        from values in SeenValues().ArrayOf()
        from rows in SeenRows().ArrayOf()
        from partialAt in Gen.OneOf(Gen.Constant<DateTimeOffset?>(null), Times.Select(time => (DateTimeOffset?)time))
        select (LinkEvent)new LinkEvent.Seen(side, fence, notAfter, revision, [.. values], [.. rows], partialAt);

    private static readonly Gen<LinkEvent> Merged =
        Steps().ArrayOf().Select(steps => (LinkEvent)new LinkEvent.Merged([.. steps]));

    private static readonly Gen<LinkEvent> Others = Gen.Elements<LinkEvent>(
        new LinkEvent.Paused(), new LinkEvent.Broke(Side.Partner, GoneReason.AccessLost, DateTimeOffset.UnixEpoch), new LinkEvent.Doubted(Side.Hub, ["a"]));

    [Fact]
    public void AnyRecord_IsWhatTheSerializerWrites() =>
        Prop.ForAll(Gen.OneOf(Seen, Merged, Others).ArrayOf().ToArbitrary(), events =>
        {
            ImmutableArray<LinkEvent> record = [.. events];
            Assert.Equal(JsonSerializer.Serialize(record, Serializer), Encoding.UTF8.GetString(EventJson.Write(record)));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));

    [Fact]
    public void ARecordAfterAVeryLongOne_IsWrittenByItself()
    {
        var record = ImmutableArray.Create<LinkEvent>(new LinkEvent.Merged([]));
        var once = EventJson.Write(record);
        EventJson.Write([new LinkEvent.Doubted(Side.Hub, [new string('x', 1_000_000)])]);

        Assert.Equal(once, EventJson.Write(record));
    }

    private static Gen<SeenValue> SeenValues() =>
        from path in Texts
        from value in Values
        from version in Gen.Elements<long>(0, 1, 77)
        from notBefore in Times
        from ghost in Flags
        from returned in Flags
        select new SeenValue(path, value, version, notBefore, ghost, returned);

    private static Gen<SeenRow> SeenRows() =>
        from path in Texts
        from id in Gen.OneOf(Gen.Constant<string?>(null), Texts.Select(text => (string?)text))
        select new SeenRow(path, id);

    private static Gen<MergeStep> Steps() =>
        from path in Texts
        from kind in Gen.Elements(Enum.GetValues<MergeKind>())
        from winner in Gen.Elements(Enum.GetValues<Side>())
        from rule in Gen.Elements(Enum.GetValues<MergeRule>())
        from hold in Gen.Elements(Enum.GetValues<HoldReason>())
        from was in Gen.Elements(Enum.GetValues<HoldReason>())
        from versions in Gen.Elements<(long Hub, long Partner)>((0, 0), (3, 0), (4, 5))
        from lost in Gen.OneOf(Gen.Constant<FieldValue?>(null), Values.Select(value => (FieldValue?)value))
        from won in Gen.OneOf(Gen.Constant<FieldValue?>(null), Values.Select(value => (FieldValue?)value))
        from unedited in Flags
        select new MergeStep(path, kind, winner, rule, hold, versions.Hub, versions.Partner) { Was = was, Lost = lost, Won = won, Unedited = unedited };
}
