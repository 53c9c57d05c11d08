using Counterpart.Links;
using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    private static readonly LinkListQuery AllLinks = new("north", null, null, WithNotices: false, null, null, null, 100);

    [Fact]
    public async Task ListLinks_All_AreReadBackWholeInOrderOfName()
    {
        var result = await CommittedAsync(Listed("c2", notices: 2, differing: 5), Listed("C3"), Listed("c10"), Listed("c2", "other-pair"), Listed("c1", firm: "south"));

        var rows = await Store.ListLinksAsync(AllLinks, Cancel);
        Assert.Equal(
            [Change.Key("C3"), Change.Key("c10"), Change.Key("c2"), new LinkKey("north", "other-pair", "c2")],
            rows.Select(row => row.Key));
        Assert.Equal((2, 5, 1L, result.RowNumbers[0], "linked"), (rows[2].Notices, rows[2].Differing, rows[2].Revision, rows[2].RowNumber, rows[2].Phase));
        Assert.Equal($"{Change.Key("c2")} at 1", Change.Text(rows[2].State));
        Assert.Equal((0, 0), (rows[0].Notices, rows[0].Differing));
        Assert.Empty(await Store.ListLinksAsync(AllLinks with { Firm = "nowhere" }, Cancel));
    }

    [Fact]
    public async Task ListLinks_NoticesSettled_AreAsLastCommitted()
    {
        await CommittedAsync(Listed("c1", notices: 2, differing: 5), Listed("c2", notices: 1));
        var quiet = Changed("c1", 1);
        await CommittedAsync(quiet with { Row = quiet.Row! with { Differing = 1 } });

        Assert.Equal(["c2"], await ListAsync(AllLinks with { WithNotices = true }));
        var row = await LoadAsync("c1");
        Assert.Equal((0, 1), (row!.Notices, row.Differing));
    }

    [Fact]
    public async Task ListLinks_Filtered_GivesThoseOnly()
    {
        var paused = Listed("c3", notices: 1);
        await CommittedAsync(
            Listed("c1", notices: 1), Listed("c2"), paused with { Row = paused.Row! with { Phase = "paused" } }, Listed("c1", "other-pair", notices: 1));

        Assert.Equal(["c1", "c2", "c3"], await ListAsync(AllLinks with { Integration = Change.Integration }));
        Assert.Equal(["c1"], await ListAsync(AllLinks with { Integration = "other-pair" }));
        Assert.Empty(await ListAsync(AllLinks with { Integration = "other" }));
        Assert.Equal(["c1", "c3", "c1"], await ListAsync(AllLinks with { WithNotices = true }));
        Assert.Equal(["c3"], await ListAsync(AllLinks with { WithNotices = true, Phase = "paused" }));
        Assert.Equal(["c1", "c1"], await ListAsync(AllLinks with { Client = "c1" }));
        Assert.Empty(await ListAsync(AllLinks with { Client = "c" }));
    }

    [Fact]
    public async Task ListLinks_OfABook_AreThatAdvisersByTheHubsDirectory()
    {
        await CommittedAsync(Listed("c1"), Listed("c2", notices: 1), Listed("c3"), Listed("c4"));
        await Store.UpsertRecordsAsync(
            "north",
            "clientworks",
            null,
            [Record("c1", "alice") with { Book = "amy" }, Record("c2", "bob") with { Book = "amy" }, Record("c3", "carol") with { Book = "ben" }],
            Cancel);
        await UpsertAsync(Record("c4", "dora") with { Book = "amy" });
        await Store.UpsertRecordsAsync("south", "clientworks", null, [Record("c3", "carol") with { Book = "amy" }], Cancel);

        Assert.Equal(["c1", "c2"], await ListAsync(AllLinks with { Book = "amy" }));
        Assert.Equal(["c2"], await ListAsync(AllLinks with { Book = "amy", WithNotices = true }));
        Assert.Empty(await ListAsync(AllLinks with { Book = "amy", Client = "c3" }));
    }

    [Fact]
    public async Task ListLinks_PageByPage_GivesEveryLinkOnce()
    {
        await CommittedAsync([.. Enumerable.Range(0, 23).Select(n => Listed($"c{n}", notices: n % 2))]);
        foreach (var withNotices in new[] { false, true })
        {
            var seen = new List<LinkKey>();
            while (await Store.ListLinksAsync(
                AllLinks with { WithNotices = withNotices, After = seen.Count == 0 ? null : seen[^1], Limit = 4 }, Cancel) is { Count: > 0 } page)
            {
                seen.AddRange(page.Select(row => row.Key));
            }

            Assert.Equal(withNotices ? 11 : 23, seen.Distinct().Count());
            Assert.Equal(seen.OrderBy(key => key.Name, StringComparer.Ordinal), seen);
        }
    }

    private LinkCommit Listed(string client, string integration = Change.Integration, string firm = "north", int notices = 0, int differing = 0)
    {
        var commit = Change.Of(new LinkKey(firm, integration, client), 0, Clock.Now);
        return commit with { Row = commit.Row! with { Notices = notices, Differing = differing } };
    }

    private async Task<IEnumerable<string>> ListAsync(LinkListQuery query) =>
        (await Store.ListLinksAsync(query, Cancel)).Select(row => row.Key.Client);
}
