using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

/// <summary>Records that hold the same have the same number, and records that differ a little do not.</summary>
public sealed class ContentHashTests
{
    [Fact]
    public void Of_FieldsInAnyOrder_IsTheSame() =>
        Assert.Equal(ContentHash.Of(Record(("a", "one"), ("b", "two"))), ContentHash.Of(Record(("b", "two"), ("a", "one"))));

    [Fact]
    public void Of_ValuesThatChangePlaces_IsAnother() =>
        Assert.NotEqual(ContentHash.Of(Record(("a", "one"), ("b", "two"))), ContentHash.Of(Record(("a", "two"), ("b", "one"))));

    [Fact]
    public void Of_TwoFieldsThatCountUpTogether_NeverRepeats()
    {
        var seen = new HashSet<ulong>();
        for (var one = 0; one < 40; one++)
        {
            for (var other = 0; other < 40; other++)
            {
                Assert.True(seen.Add(ContentHash.Of(Record(("name/first", $"quiet{one}"), ("jobTitle", $"no!quiet{other}")))));
            }
        }
    }

    private static SystemRecord Record(params (string Path, string Value)[] values) => new()
    {
        Id = "7",
        Kind = RecordKind.Person,
        Content = RecordContent.Empty with { Scalars = values.ToImmutableDictionary(value => value.Path, value => FieldValue.Of(value.Value)) },
    };
}
