using System.Net;
using Counterpart.Storage;

namespace Counterpart.Tests.EndToEnd;

/// <summary>Every queue is bounded: what is too much is refused at once, with when to come again, and nothing of it is done.</summary>
public abstract class OverloadTests(ProductHosting hosting)
{
    private const int Queue = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task MorePostsThanTheQueueHolds_AreRefusedAtOnce_AndTakenWhenRepeated()
    {
        await using var product = await hosting.StartAsync(
            new ProductSettings { World = "pairs:12", Posts = false, Configure = options => options.Commits.QueueLimit = Queue }, Cancel);
        var pairs = Pair.Range(1, 12);
        foreach (var pair in pairs)
        {
            await product.LinkedAsync(pair.Client);
        }

        var revisions = await Task.WhenAll(pairs.Select(async pair => (long)(await product.Hub.ReadAsync(pair.Client))["revision"]!));
        using var disk = new ManualResetEventSlim();
        var store = (SqliteStore)product.Node.Store;
        store.BeforeWrite = sql =>
        {
            if (sql.Contains("into journal", StringComparison.Ordinal))
            {
                disk.Wait(TimeSpan.FromSeconds(60), Cancel);
            }
        };

        var posts = pairs.Zip(revisions, (pair, revision) => PostAsync(product, pair, revision + 1)).ToList();
        var refused = new List<ApiAnswer>();
        while (refused.Count < posts.Count - (2 * Queue) - 1)
        {
            var first = await Task.WhenAny(posts);
            posts.Remove(first);
            refused.Add(await first);
        }

        Assert.All(refused, answer =>
        {
            answer.Refused(HttpStatusCode.ServiceUnavailable, "overloaded");
            Assert.Matches("Retry-After: [1-9]", answer.Headers);
        });

        disk.Set();
        var rest = await Task.WhenAll(posts);
        Assert.Contains(rest, answer => answer.Status == HttpStatusCode.OK);
        Assert.All(rest, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, answer.Text));
        foreach (var (pair, revision) in pairs.Zip(revisions))
        {
            (await PostAsync(product, pair, revision + 1)).Ok();
            await product.Partner.UntilAsync(pair.Contact, contact => (string?)contact["job_title"] == "Posted");
        }
    }

    private static Task<ApiAnswer> PostAsync(Product product, Pair pair, long revision) => product.Demo.System.PostAsync(
        "/v1/changes/clientworks", new { changes = new[] { new { record = pair.Client, revision, fields = new { jobTitle = "Posted" } } } });
}

public sealed class OverloadOnFileTests() : OverloadTests(ProductHosting.InProcess);
