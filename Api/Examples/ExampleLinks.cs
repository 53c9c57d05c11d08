using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

internal static class ExampleLinks
{
    public static readonly LinksRequest LinksRequest = new(ExampleNames.Integration, [ExampleNames.Client, "CW-100002", "CW-100003"]);

    public static readonly LinksAnswer LinksAnswer = new(
        ExampleNames.Integration,
        [
            new LinkItem(ExampleNames.Client, LinkResult.Linked, ExampleMatches.Partner, ExampleMatches.TaxId, [], Repeated: false, Seq: 4711, Revision: 12),
            new LinkItem("CW-100002", LinkResult.NeedsChoice, null, null, [ExampleMatches.ByName], Repeated: false, Seq: 4711, Revision: 12),
            new LinkItem("CW-100003", LinkResult.Unavailable, null, null, [], Repeated: false, Seq: null, Revision: null),
        ],
        RetryAfter: 2);

    public static readonly UnlinkRequest UnlinkRequest = new(ExampleNames.Integration, [ExampleNames.Client, "CW-100002"], UnlinkReason.WrongMatch);

    public static readonly LinksAnswer UnlinkAnswer = new(
        ExampleNames.Integration,
        [
            new LinkItem(ExampleNames.Client, LinkResult.Leaving, null, null, [], Repeated: false, Seq: 4715, Revision: 12),
            new LinkItem("CW-100002", LinkResult.NotLinked, null, null, [], Repeated: false, Seq: null, Revision: 4),
        ]);

    public static readonly ChoiceRequest ChoiceRequest = new("20003");

    public static readonly LinkItem Chosen = new(
        "CW-100002",
        LinkResult.Linked,
        ExampleMatches.Partner with { Record = "20003" },
        ExampleMatches.Choice,
        [],
        Repeated: false,
        Seq: 4720,
        Revision: 14);
}
