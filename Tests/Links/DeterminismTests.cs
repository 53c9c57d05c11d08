using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Tests.Links;

public sealed class DeterminismTests
{
    private static readonly DateTimeOffset Noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The order of a hash table differs between processes: it must not reach versions, row numbers or the journal.</summary>
    [Fact]
    public void Observe_ManyFieldsAndLists_RecordsThemInOrderOfName()
    {
        var paths = ClientWorksWealthbox.Rules.Where(rule => !rule.IsList && rule.Kind != FieldKind.RowReference).Select(rule => rule.Path).ToList();
        var lists = new[] { ListParts.Websites, ListParts.Phones, ListParts.Emails, ListParts.Addresses };
        var read = new RecordRead
        {
            Side = Side.Hub,
            StartedAt = Noon,
            EndedAt = Noon,
            Content = new RecordContent
            {
                Scalars = paths.ToImmutableDictionary(path => path, path => FieldValue.Of($"value of {path}")),
                Lists = lists.ToImmutableDictionary(list => list, list => ImmutableArray.Create(new RecordRow("1", FieldValue.OfParts(("kind", "home"))))),
            },
        };
        var linked = LinkFold.Apply(
            LinkState.New(new LinkKey("firm", ClientWorksWealthbox.Name, "C1")),
            new LinkEvent.Linked(
                new PartnerRecord("wealthbox", "1", "2"), new MatchEvidence(MatchRule.Choice, new MatchCandidate("2", "x", null, true, null), null), Noon));

        var decision = LinkDecider.Decide(linked, new LinkCommand.Observe(read) { At = Noon }, new LinkSettings(ClientWorksWealthbox.Rules));

        var seen = Assert.IsType<LinkEvent.Seen>(decision.Events[0]);
        var scalars = seen.Values.Select(value => value.Path).Where(paths.Contains).ToList();
        Assert.Equal(paths.Order(StringComparer.Ordinal), scalars);
        Assert.Equal(["addresses/r1", "emails/r2", "phones/r3", "websites/r4"], seen.Rows.Select(row => row.Path));
    }
}
