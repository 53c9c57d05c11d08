using Counterpart.Links;
using Counterpart.Systems;
using Xunit;

namespace Counterpart.Tests.Systems;

public sealed class WealthboxPageTests
{
    private static readonly DateTimeOffset Since = new(2026, 3, 2, 4, 5, 6, TimeSpan.FromHours(-5));

    public static TheoryData<PageRequest, string> Requests => new()
    {
        { new PageRequest.All(), "order=created&per_page=100&page=1" },
        { new PageRequest.All(3), "order=created&per_page=100&page=3" },
        { new PageRequest.UpdatedSince(Since, 2), "updated_since=2026-03-02T09%3A05%3A06%2B00%3A00&order=created&per_page=100&page=2" },
        { new PageRequest.DeletedSince(Since), "deleted=true&deleted_since=2026-03-02T09%3A05%3A06%2B00%3A00&order=created&per_page=100&page=1" },
        { new PageRequest.Newest(Since, 30), "updated_since=2026-03-02T09%3A05%3A06%2B00%3A00&order=updated&per_page=30&page=1" },
    };

    [Theory]
    [MemberData(nameof(Requests), DisableDiscoveryEnumeration = true)]
    public async Task ReadPage_Request_IsTheVendorsQuery(PageRequest request, string query)
    {
        var system = FakeSystem.Answering(200, """{"contacts":[],"meta":{"total_count":0,"total_pages":0}}""");
        var page = await Page(system, request);
        Assert.Equal("https://wealthbox.test/v1/contacts?" + query, system.Request.RequestUri!.AbsoluteUri);
        Assert.Null(page.Next);
        Assert.Equal(0, page.Total);
    }

    [Fact]
    public async Task ReadPage_MorePages_NamesTheNext()
    {
        var page = await Page(Contacts(3), new PageRequest.UpdatedSince(Since, 2));
        Assert.Equal(new PageRequest.UpdatedSince(Since, 3), page.Next);
        Assert.Equal(["7", "8"], page.Records.Select(record => record.Id));
        Assert.Equal(201, page.Total);
        Assert.Null(page.Position);
    }

    [Fact]
    public async Task ReadPage_LastPage_HasNoNext() => Assert.Null((await Page(Contacts(3), new PageRequest.All(3))).Next);

    [Fact]
    public async Task ReadPage_FullPageWithoutMeta_HasANext()
    {
        var contacts = string.Join(',', Enumerable.Range(1, 100).Select(id => $$"""{"id":{{id}},"type":"Trust"}"""));
        var page = await Page(FakeSystem.Answering(200, "{\"contacts\":[" + contacts + "]}"), new PageRequest.All());
        Assert.Equal(new PageRequest.All(2), page.Next);
    }

    [Fact]
    public async Task ReadPage_Deleted_ListsIdsOnly()
    {
        var page = await Page(Contacts(1), new PageRequest.DeletedSince(Since));
        Assert.Equal(["7", "8"], page.Deleted);
        Assert.Empty(page.Records);
    }

    [Theory]
    [InlineData("""{"status_updates":[]}""")]
    [InlineData("""{"contacts":{}}""")]
    [InlineData("""{"contacts":[{"type":"Person"}]}""")]
    [InlineData("""[]""")]
    [InlineData("<html>")]
    [InlineData("")]
    public async Task ReadPage_NotAListOfContacts_IsUnavailable(string body)
    {
        var result = await Connect.Wealthbox(FakeSystem.Answering(200, body)).ReadPageAsync(new PageRequest.All(), TestContext.Current.CancellationToken);
        Assert.Equal(FailureKind.Unavailable, Assert.IsType<PageResult.Failed>(result).Failure.Kind);
    }

    private static FakeSystem Contacts(int pages) => FakeSystem.Answering(
        200, $$$"""{"contacts":[{"id":7,"type":"Person"},{"id":8,"type":"Trust"}],"meta":{"total_count":201,"total_pages":{{{pages}}}}}""");

    private static async Task<PageResult.Page> Page(FakeSystem system, PageRequest request) =>
        Assert.IsType<PageResult.Page>(await Connect.Wealthbox(system).ReadPageAsync(request, TestContext.Current.CancellationToken));
}
