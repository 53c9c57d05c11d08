namespace Counterpart.Tests.EndToEnd;

/// <summary>A link that a person looks at is hot: what is owed to it comes first.</summary>
public abstract class HotLinkTests(ProductHosting hosting)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task LinkThatIsRead_IsWrittenBeforeThoseThatWaitWithIt()
    {
        await using var product = await hosting.StartAsync(
            new ProductSettings { World = "pairs:10", Tune = tuning => tuning.Systems["wealthbox"].Concurrency = 1 }, Cancel);
        var pairs = Pair.Range(1, 10);
        await LinkedUnseenAsync(product, pairs);

        // The one write at a time is held, and the one after it is chosen already.
        await product.Partner.HoldAsync($"^/v1/contacts/{pairs[0].Contact}$");
        await product.Hub.EditAsync(pairs[0].Client, new { jobTitle = "Held" });
        await product.Partner.IsHeldAsync("9001");
        await product.Hub.EditAsync(pairs[1].Client, new { jobTitle = "Chosen" });
        await product.Hub.PollsAsync(5);

        // Neither the newest nor the one that waits longest.
        foreach (var pair in pairs.Skip(2))
        {
            await product.Hub.EditAsync(pair.Client, new { jobTitle = "Waiting" });
        }

        var read = pairs[5];
        await product.Admin.UntilAsync(read.Client, link => (string?)link.Path("jobTitle")?["status"] == "owed");
        await Eventually.GetAsync(
            () => product.Node.Store.DueAsync("demo", "wealthbox", RealClock.Instance.GetUtcNow(), 100, Cancel), due => due.Count == 10, Cancel);
        await product.Partner.ReleaseAsync();

        await Task.WhenAll(pairs.Select(pair => product.Partner.UntilAsync(pair.Contact, contact => (string?)contact["job_title"] is not (null or ""))));
        await Eventually.GetAsync(() => WrittenAsync(product), written => written.Count == 10, Cancel);
        var order = await WrittenAsync(product);
        Assert.Equal(pairs.Take(2).Select(pair => pair.Contact).Append(read.Contact), order.Take(3));
    }

    private static async Task<List<string>> WrittenAsync(Product product) =>
        [.. (await product.Partner.AllSyncCallsAsync()).Where(call => (string?)call["method"] == "PUT").Select(call => (string)call["record"]!)];

    /// <summary>Linked and read on both sides, by lists alone.</summary>
    private static async Task LinkedUnseenAsync(Product product, IReadOnlyList<Pair> pairs)
    {
        await product.Admin.LinkAsync([.. pairs.Select(pair => pair.Client)]);
        await Eventually.GetAsync(
            async () => (await product.Admin.GetAsync("/v1/links?status=linked")).Ok()["links"]!.AsArray(),
            links => links.Count == pairs.Count && links.All(link => link!["lastRefreshed"] is not null && (int)link["differing"]! == 0),
            Cancel);
        await Eventually.GetAsync(async () => await product.Node.Store.NextDueAsync("demo", "wealthbox", Cancel), due => due is null, Cancel);
    }
}

public sealed class HotLinkOnFileTests() : HotLinkTests(ProductHosting.InProcess);
