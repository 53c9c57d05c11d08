using Counterpart.Links;

namespace Counterpart.Api;

internal static class ExampleHistory
{
    public static readonly HistoryAnswer Answer = new(
        ExampleNames.Integration,
        ExampleNames.Client,
        ExampleNames.Hub,
        ExampleNames.Partner,
        [
            new HistoryItem(
                4733,
                12,
                ExampleNames.At("10:05:00"),
                "system:wealthbox",
                "won",
                "The value of clientworks won over that of wealthbox: both were edited, and the hub decides.",
                "name/last",
                Side.Hub,
                FieldValue.Of("Laurent-Ruiz"),
                9,
                "hub",
                new LostItem(Side.Partner, FieldValue.Of("Ruiz"), 8)),
            new HistoryItem(
                4711,
                1,
                ExampleNames.At("10:00:00.25"),
                "key:3f9a0c7d12be",
                "linked",
                "Linked with 20001 in wealthbox: the tax ids are equal.",
                null,
                null,
                null,
                null,
                "taxId",
                null),
        ],
        NextBefore: 4711);
}
