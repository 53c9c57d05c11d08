namespace Counterpart.Tests.EndToEnd;

/// <summary>A2: asked to link while the partner's directory is being read for the first time.</summary>
public sealed class DirectoryReadingTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_WhileTheDirectoryIsRead_IsMatchingAndTheOutcomeFollows()
    {
        await using var product = await Product.StartAsync(
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
    }
}
