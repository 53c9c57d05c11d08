using Counterpart.Links;

namespace Counterpart.Api;

internal static class ExampleLink
{
    private static readonly FieldValue OldNumber = FieldValue.OfParts(("kind", "mobile"), ("number", "+14155550101"));
    private static readonly FieldValue NewNumber = FieldValue.OfParts(("kind", "mobile"), ("number", "+14155550102"));

    public static readonly LinkAnswer Answer = new(
        ExampleNames.Integration,
        ExampleNames.Client,
        ExampleNames.Name,
        Phase.Linked,
        new RecordName(ExampleNames.Hub, null, ExampleNames.Client),
        ExampleMatches.Partner,
        ExampleMatches.TaxId,
        ExampleNames.At("10:00:00.25"),
        Revision: 12,
        Epoch: 1,
        [new OwedItem(Side.Partner, ExampleNames.Partner, Paths: 1, ExampleNames.At("10:02:00"))],
        WriteInFlight: false,
        [
            new PathItem(
                "name/last",
                new ValueItem(FieldValue.Of("Laurent"), 3, ExampleNames.At("10:00:00")),
                new ValueItem(FieldValue.Of("Laurent"), 3, ExampleNames.At("10:00:00")),
                RegisterStatus.Agreed,
                null,
                null),
            new PathItem(
                "phones/r1",
                new ValueItem(NewNumber, 7, ExampleNames.At("10:01:59")),
                new ValueItem(OldNumber, 4, ExampleNames.At("10:00:00")),
                RegisterStatus.Owed,
                Side.Partner,
                null),
            new PathItem(
                "birthDate",
                new ValueItem(FieldValue.Of("1971-03-09"), 5, ExampleNames.At("10:00:00")),
                new ValueItem(FieldValue.Of("1971-09-03"), 6, ExampleNames.At("10:00:00")),
                RegisterStatus.Held,
                null,
                HoldReason.First),
        ],
        [],
        Differing: 2,
        ExampleNames.At("10:04:55"),
        ExampleNames.At("10:04:59"),
        ExampleNames.At("10:04:55"),
        ["20077"],
        [ExampleNotices.Conflict with { Cause = NoticeCause.FirstDifference, Path = null, Text = "The two records differed when they were linked, and the firm decides such fields by hand." }],
        new AccountsItem(AccountStatus.Pending, new DateOnly(2026, 3, 9)));
}
