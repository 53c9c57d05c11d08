using Counterpart.Links;

namespace Counterpart.Api;

internal static class ExampleMatches
{
    public static readonly Candidate ByTaxId = new(
        ExampleNames.Record,
        ExampleNames.Name,
        TaxIdMatches: true,
        NameMatches: true,
        BirthDateMatches: true,
        Contradicted: false,
        Taken: false,
        TakenBy: null);

    public static readonly Candidate ByName = new(
        "20003", "Amelie Laurent", TaxIdMatches: null, NameMatches: true, BirthDateMatches: null, Contradicted: false, Taken: true, TakenBy: "CW-100077");

    public static readonly Match TaxId = new(MatchRule.TaxId, new Evidence(ByTaxId, ExampleNames.At("09:58:12")));

    public static readonly Match Choice = new(
        MatchRule.Choice, new Evidence(ByName with { Taken = false, TakenBy = null }, ExampleNames.At("09:58:12")));

    public static readonly RecordName Partner = new(ExampleNames.Partner, ExampleNames.Tenant, ExampleNames.Record);
}
