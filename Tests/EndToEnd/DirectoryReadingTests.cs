namespace Counterpart.Tests.EndToEnd;

/// <summary>A2: asked to link while the partner's directory is being read for the first time.</summary>
public abstract class DirectoryReadingTests(ProductHosting hosting)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_WhileTheDirectoryIsRead_IsMatchingAndTheOutcomeFollows()
    {
        await using var product = await hosting.StartAsync(
            new ProductSettings
            {
                WaitForDirectories = false,
                Before = (_, partner) => partner.FaultAsync(
                    new { match = new { method = "GET", path = "^/v1/contacts$" }, kind = "Delay", delayMs = 7_000, times = 1 }),
            },
            Cancel);
        string[] clients = ["CW-100001", "CW-100002", "CW-100003", "CW-100004"];
        await product.Node.Channels.WaitForDirectoryAsync("demo", "clientworks", TimeSpan.FromSeconds(60), Cancel);

        var outcomes = (await product.Admin.TryLinkAsync(clients, "while-reading")).Ok()["outcomes"]!.AsArray();

        Assert.All(outcomes, outcome => Assert.Equal("matching", (string?)outcome!["result"]));
        await product.Admin.UntilAsync("CW-100001", link => link is { Status: "linked", Rule: "taxId", Partner: "20001" });
        await product.Admin.UntilAsync("CW-100002", link => link is { Status: "linked", Rule: "name", Partner: "20002" });
        var maria = await product.Admin.UntilAsync("CW-100003", link => link.Status == "needsChoice");
        Assert.Equal(["20003", "20004"], maria.Candidates.Select(candidate => (string?)candidate["record"]));
        await product.Admin.UntilAsync("CW-100004", link => link is { Status: "needsChoice", Candidates.Count: 0 });
        await product.Admin.UntilAsync("CW-100001", link => link.IsAgreed);
        var history = await product.Admin.HistoryAsync("CW-100001");
        Assert.Contains(history, entry => (string?)entry["what"] == "matching");
        Assert.Contains(history, entry => (string?)entry["what"] == "linked");

        // The answer was not the end of the matter: the same request tells what became of it, and does nothing twice.
        var again = (await product.Admin.TryLinkAsync(clients, "while-reading")).Ok()["outcomes"]!.AsArray();
        Assert.Equal(["linked", "linked", "needsChoice", "needsChoice"], again.Select(outcome => (string?)outcome!["result"]));
        Assert.All(again, outcome => Assert.True((bool)outcome!["repeated"]!));
        Assert.Equal("20001", (string?)again[0]!["partner"]!["record"]);
        Assert.Equal(2, again[2]!["candidates"]!.AsArray().Count);
        await product.Admin.UnlinkAsync("CW-100001");
        await product.Admin.UntilAsync("CW-100001", link => link.Status == "unlinked");
        var ended = (await product.Admin.TryLinkAsync(clients, "while-reading")).Ok()["outcomes"]!.AsArray();
        Assert.Equal("unlinked", (string?)ended[0]!["result"]);
        Assert.Equal("unlinked", (await product.Admin.LinkAsItIsAsync("CW-100001")).Status);
    }
}

public sealed class DirectoryReadingOnFileTests() : DirectoryReadingTests(ProductHosting.InProcess);
