using Counterpart.Links;
using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

public abstract partial class StoreCompliance
{
    [Fact]
    public async Task Records_Upserted_AreReadBackWhole()
    {
        var row = Record("r1", "doe jane") with
        {
            Book = "amy",
            Profile = Profile("r1", "doe jane") with
            {
                Kind = RecordKind.Household,
                TaxIdHash = "h1",
                TaxIdLastFour = "6789",
                BirthDate = "1970-02-03",
                Emails = ["jane@example.com", "j.doe@example.org"],
                Phones = ["+14155550101", "(212) 555-0199"],
            },
        };
        await UpsertAsync(row, Record("r2", "roe"));

        var read = Assert.Single(await Store.GetRecordsAsync("north", "wealthbox", ["r1", "nobody"], Cancel));
        Assert.Equivalent(row.Profile, read.Profile, strict: true);
        Assert.Equal((row.Book, false, row.ReadAt), (read.Book, read.Deleted, read.ReadAt));
        Assert.Equal("content r1", Change.Text(read.Content));
        Assert.Empty(await Store.GetRecordsAsync("south", "wealthbox", ["r1"], Cancel));
        Assert.Empty(await Store.GetRecordsAsync("north", "clientworks", ["r1"], Cancel));
    }

    [Fact]
    public async Task Records_UpsertedAgain_AreAsLastRead()
    {
        await UpsertAsync(Record("r1", "doe jane"));
        var earlier = Clock.Now;
        Clock.Advance(Minute);
        await UpsertAsync(Record("r1", "roe jane"));
        await UpsertAsync(Record("r1", "older") with { ReadAt = earlier });

        Assert.Equal("roe jane", Assert.Single(await Store.GetRecordsAsync("north", "wealthbox", ["r1"], Cancel)).Profile.NameKey);
        Assert.Empty(await SearchAsync("doe"));
        Assert.Equal(["r1"], await SearchAsync("roe"));
    }

    /// <summary>A page that was slow comes when another node has the channel, and has read the record since.</summary>
    [Fact]
    public async Task Records_OfAnEarlierHolder_AreNotWritten()
    {
        var old = await AcquireAsync("node-1");
        var slow = Record("r1", "older");
        Clock.Advance(Minute);
        var present = await AcquireAsync("node-2");
        Assert.True(await Store.UpsertRecordsAsync("north", "wealthbox", present!.Token, [Record("r1", "roe jane")], Cancel));
        Clock.Advance(Minute);

        Assert.False(await Store.UpsertRecordsAsync("north", "wealthbox", old!.Token, [slow with { ReadAt = Clock.Now }, Record("r2", "roe")], Cancel));
        Assert.False(await Store.MarkDeletedAsync("north", "wealthbox", old.Token, ["r1"], Clock.Now, Cancel));

        var kept = Assert.Single(await Store.GetRecordsAsync("north", "wealthbox", ["r1", "r2"], Cancel));
        Assert.Equal(("roe jane", false), (kept.Profile.NameKey, kept.Deleted));
        Assert.True(await Store.MarkDeletedAsync("north", "wealthbox", present.Token, ["r1"], Clock.Now, Cancel));
        Assert.True(Assert.Single(await Store.GetRecordsAsync("north", "wealthbox", ["r1"], Cancel)).Deleted);
        await Store.ReleaseLeaseAsync(present, Cancel);
        Assert.False(await Store.UpsertRecordsAsync("north", "wealthbox", present.Token, [Record("r2", "roe")], Cancel));
    }

    [Fact]
    public async Task Records_TextThatADatabaseMayNotTake_IsStoredAndAskedFor()
    {
        const string odd = "Jane \0 \ud83c Doe";
        await UpsertAsync(Record("r1", "doe jane") with { Book = odd, Profile = Profile("r1", "doe jane") with { DisplayName = odd, Emails = [odd], Phones = [odd] } });
        Assert.Equal(["r1"], await SearchAsync("doe"));
        Assert.Empty(await SearchAsync("\0\ud83cq"));
        Assert.Empty(await Store.GetRecordsAsync("north", "wealthbox", ["\0"], Cancel));
        Assert.Empty(await Store.LoadLinksAsync([Change.Key("\0\ud83c")], Cancel));
        Assert.Empty(await Store.FindRepliesAsync("north", "key:k", "\0", Clock.Now, Cancel));
        Assert.Null(await Store.FindKeyAsync("\0", Cancel));
    }

    [Fact]
    public async Task MarkDeleted_KeepsTheRecordOutOfSearchUntilItIsReadAgain()
    {
        await UpsertAsync(Record("r1", "doe jane"), Record("r2", "doe john"));
        await Store.MarkDeletedAsync("north", "wealthbox", null, ["r1", "nobody"], Clock.Now, Cancel);

        Assert.True(Assert.Single(await Store.GetRecordsAsync("north", "wealthbox", ["r1"], Cancel)).Deleted);
        Assert.Equal(["r2"], await SearchAsync("doe"));
        Assert.Empty(await Store.FindCandidatesAsync("north", "wealthbox", null, "doe jane", 10, Cancel));

        Clock.Advance(Minute);
        await UpsertAsync(Record("r1", "doe jane"));
        Assert.Equal(["r1", "r2"], await SearchAsync("doe"));
    }

    [Theory]
    [InlineData("jane", "r1")]
    [InlineData("e j", "r1")]
    [InlineData("JANE@EXAMPLE", "r1")]
    [InlineData("5550101", "r1")]
    [InlineData("(415) 555-0101", "r1")]
    [InlineData("R2", "r2")]
    [InlineData("100%", "r3")]
    [InlineData("a_b", "r3")]
    [InlineData("Doe, JANE", "r1")]
    [InlineData("Dóe J. Jane", "r1")]
    [InlineData("%", "")]
    [InlineData("x 5550101", "")]
    [InlineData("r", "r2,r3")]
    [InlineData(@"\", "")]
    [InlineData("", "r1,r2,r3")]
    [InlineData(null, "r1,r2,r3")]
    public async Task Search_ByNameEmailPhoneOrId_FindsWhatContainsIt(string? query, string expected)
    {
        await UpsertAsync(
            Record("r1", "doe jane") with
            {
                Profile = Profile("r1", "doe jane") with { Emails = ["jane@example.com"], Phones = ["+1 (415) 555-0101"] },
            },
            Record("r2", "roe"),
            Record("r3", "trust100ab"));
        Assert.Equal(expected.Split(',', StringSplitOptions.RemoveEmptyEntries), await SearchAsync(query));
    }

    [Fact]
    public async Task Search_PageByPage_GivesEveryRecordOnceInOrder()
    {
        await UpsertAsync([.. Enumerable.Range(0, 25).Select(n => Record($"r{n:00}", $"name {n % 4}"))]);
        var pages = new List<(string NameKey, string Id)>();
        (string, string)? after = null;
        while (await Store.SearchRecordsAsync("north", "wealthbox", "name", after, 4, Cancel) is { Count: > 0 } page)
        {
            pages.AddRange(page.Select(row => (row.Profile.NameKey, row.Profile.Id)));
            after = pages[^1];
        }

        Assert.Equal(25, pages.Count);
        Assert.Equal(pages.Order(), pages);
    }

    [Fact]
    public async Task FindCandidates_ByTaxIdOrName_OfThatChannelOnly()
    {
        await UpsertAsync(
            Record("r1", "doe jane") with { Profile = Profile("r1", "doe jane") with { TaxIdHash = "h1" } },
            Record("r2", "doe jane"),
            Record("r3", "other") with { Profile = Profile("r3", "other") with { TaxIdHash = "h1" } },
            Record("r4", "doe janet") with { Profile = Profile("r4", "doe janet") with { TaxIdHash = "h2" } },
            Record("r5", ""));
        await Store.UpsertRecordsAsync("south", "wealthbox", null, [Record("s1", "doe jane")], Cancel);

        Assert.Equal(["r1", "r2", "r3"], await CandidatesAsync("h1", "doe jane"));
        Assert.Equal(["r1", "r2"], await CandidatesAsync(null, "doe jane"));
        Assert.Equal(["r1", "r3"], await CandidatesAsync("h1", ""));
        Assert.Empty(await CandidatesAsync(null, ""));
        Assert.Equal(2, (await Store.FindCandidatesAsync("north", "wealthbox", "h1", "doe jane", 2, Cancel)).Count);
    }

    private static RecordProfile Profile(string id, string name) =>
        new() { Id = id, Kind = RecordKind.Person, DisplayName = name.ToUpperInvariant(), NameKey = name };

    private DirectoryRow Record(string id, string name) => new(Profile(id, name), null, Deleted: false, Clock.Now, Change.Bytes($"content {id}"));

    private async Task UpsertAsync(params IReadOnlyCollection<DirectoryRow> rows) =>
        Assert.True(await Store.UpsertRecordsAsync("north", "wealthbox", null, rows, Cancel));

    private async Task<IEnumerable<string>> SearchAsync(string? query) =>
        (await Store.SearchRecordsAsync("north", "wealthbox", query, null, 100, Cancel)).Select(row => row.Profile.Id);

    private async Task<IEnumerable<string>> CandidatesAsync(string? taxIdHash, string nameKey) =>
        (await Store.FindCandidatesAsync("north", "wealthbox", taxIdHash, nameKey, 10, Cancel))
        .Select(row => row.Profile.Id).Order(StringComparer.Ordinal);
}
