using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Tests.Links;

public sealed class MatcherTests
{
    private static readonly RecordProfile Ann = Person("client", "ann|lee", tax: "t1", born: "1980-01-01");

    [Fact]
    public void Match_EqualTaxId_LinksWhateverTheName() =>
        AssertFound("c", MatchRule.TaxId, Match(Ann, Person("c", "anna|fox", tax: "t1"), Person("d", "ann|lee")));

    [Fact]
    public void Match_TwoWithTheTaxId_AreAChoice() =>
        AssertChoice(["c", "d"], Match(Ann, Person("c", "x|y", tax: "t1"), Person("d", "ann|lee", tax: "t1")));

    [Fact]
    public void Match_TaxIdOfAnotherSortOfClient_IsAChoice() =>
        AssertChoice(["c"], Match(Ann, Person("c", "annleetrust", tax: "t1") with { Kind = RecordKind.Trust }));

    [Fact]
    public void Match_UniqueName_Links() =>
        AssertFound("c", MatchRule.Name, Match(Ann, Person("c", "ann|lee"), Person("d", "bob|lee")));

    [Theory]
    [InlineData("t2", null)]
    [InlineData(null, "1981-01-01")]
    public void Match_NameWithAContradiction_IsAChoice(string? tax, string? born) =>
        AssertChoice(["c"], Match(Ann, Person("c", "ann|lee", tax, born)));

    [Fact]
    public void Match_TwoOfTheName_AreAChoice() =>
        AssertChoice(["c", "d"], Match(Ann, Person("d", "ann|lee"), Person("c", "ann|lee")));

    [Fact]
    public void Match_TwoOfTheNameAndOneContradicted_LinksTheOther() =>
        AssertFound("d", MatchRule.Name, Match(Ann, Person("c", "ann|lee", born: "1990-01-01"), Person("d", "ann|lee")));

    [Fact]
    public void Match_None_IsAnEmptyChoice() => AssertChoice([], Match(Ann, Person("c", "bob|lee")));

    [Fact]
    public void Match_ClientWithoutAName_MatchesNone() => AssertChoice([], Match(Person("client", ""), Person("c", "")));

    [Fact]
    public void Match_NamesakeInTheHub_IsAChoiceUnlessTheTaxIdIsEqual()
    {
        AssertChoice(["c"], Match(new MatchQuery(Ann, [new PartnerCandidate(Person("c", "ann|lee"), null)], true, LinkBench.Zero)));
        AssertFound("c", MatchRule.TaxId, Match(new MatchQuery(Ann, [new PartnerCandidate(Person("c", "ann|lee", "t1"), null)], true, LinkBench.Zero)));
    }

    [Fact]
    public void Match_Taken_SaysSo()
    {
        var taken = Assert.IsType<MatchResult.Taken>(Match(new MatchQuery(Ann, [new PartnerCandidate(Person("c", "ann|lee"), "other")], false, LinkBench.Zero)));

        Assert.Equal("other", taken.Candidate.TakenBy);
    }

    [Fact]
    public void Match_Never_IsPassedOver() =>
        AssertFound("d", MatchRule.Name, Matcher.Match(Query(Ann, Person("c", "ann|lee", "t1"), Person("d", "ann|lee")), ["c"]));

    [Fact]
    public void Match_CompaniesAndTrusts_MatchByFullName() => AssertFound(
        "c",
        MatchRule.Name,
        Match(Person("client", "acme") with { Kind = RecordKind.Company }, Person("c", "acme") with { Kind = RecordKind.Trust }, Person("d", "acme")));

    private static MatchResult Match(RecordProfile client, params RecordProfile[] partners) => Match(Query(client, partners));

    private static MatchResult Match(MatchQuery query) => Matcher.Match(query, []);

    private static MatchQuery Query(RecordProfile client, params RecordProfile[] partners) =>
        new(client, [.. partners.Select(partner => new PartnerCandidate(partner, null))], false, LinkBench.Zero);

    private static RecordProfile Person(string id, string key, string? tax = null, string? born = null) =>
        new() { Id = id, Kind = RecordKind.Person, DisplayName = key, NameKey = key, TaxIdHash = tax, BirthDate = born };

    private static void AssertFound(string id, MatchRule rule, MatchResult result)
    {
        var found = Assert.IsType<MatchResult.Found>(result);
        Assert.Equal((id, rule), (found.Candidate.Id, found.Rule));
    }

    private static void AssertChoice(string[] ids, MatchResult result) =>
        Assert.Equal(ids, Assert.IsType<MatchResult.Choose>(result).Candidates.Select(candidate => candidate.Id));
}
