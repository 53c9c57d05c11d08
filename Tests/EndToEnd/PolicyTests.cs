using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>E3, E10 and F2: a firm's own rules for fields, tried before they are set; observing only; a whole firm paused.</summary>
public abstract class PolicyTests(ProductHosting hosting)
{
    private static readonly object ByHand = new { direction = "manual" };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ManualFields_MoveBothWaysInOneCommitWhenAPersonSaysSo()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:3" }, Cancel);
        await product.LinkedAsync("CW-100001");
        (await SetAsync(product, new { jobTitle = ByHand, employer = ByHand })).Ok();
        await product.Admin.ReconsideredAsync();
        await EditAsync(product);
        await product.Admin.UntilAsync("CW-100001", link => link.IsQuiet && link.Held("jobTitle") == "manual" && link.Held("employer") == "manual");
        Assert.Empty(await product.Hub.SyncedAsync("CW-100001"));
        Assert.Empty(await product.Partner.SyncedAsync("20001"));

        var applied = (await product.Admin.ApplyAsync("CW-100001", "sync", ("jobTitle", "hub"), ("employer", "partner"))).Ok();

        Assert.Equal(["applied", "applied"], applied["results"]!.AsArray().Select(result => (string?)result!["result"]));
        await product.Partner.UntilAsync("20001", contact => (string?)contact["job_title"] == "Diver");
        await product.Hub.UntilAsync("CW-100001", client => (string?)client["employer"] == "Deep Sea");
        await product.Admin.UntilAsync("CW-100001", link => link.IsAgreed);
        var decided = (await product.Admin.HistoryAsync("CW-100001")).Where(entry => (string?)entry["rule"] == "person").ToList();
        Assert.Equal(2, decided.Count);
        Assert.All(decided, entry => Assert.Equal((long)applied["seq"]!, (long)entry["seq"]!));
    }

    [Fact]
    public async Task NewRules_AreTriedFirstAndThenEveryLinkIsDecidedAgain()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:5" }, Cancel);
        await product.LinkedAsync("CW-100001", "CW-100002");
        (await SetAsync(product, new { jobTitle = ByHand, employer = ByHand })).Ok();
        await product.Admin.ReconsideredAsync();
        await EditAsync(product);
        await product.Admin.UntilAsync("CW-100001", link => link.Held("jobTitle") == "manual" && link.Held("employer") == "manual");
        var before = (long)(await ReadAsync(product))["version"]!;

        var trial = (await product.Admin.PostAsync($"/v1/integrations/{ApiCaller.Integration}/trial", Settings(null))).Ok();

        Assert.Equal((2L, 1L, 2L), ((long)trial["links"]!, (long)trial["changedLinks"]!, (long)trial["changedPaths"]!));
        Assert.Equal((0L, 2L, 2L, 0L), ((long)trial["owedBefore"]!, (long)trial["owedAfter"]!, (long)trial["heldBefore"]!, (long)trial["heldAfter"]!));
        Assert.Equal(before, (long)(await ReadAsync(product))["version"]!);
        Assert.Equal("manual", (await product.Admin.LinkAsItIsAsync("CW-100001")).Held("jobTitle"));

        (await SetAsync(product, null)).Ok();

        var view = await product.Admin.ReconsideredAsync();
        Assert.Equal((1L, 2L), ((long)view["reconsidered"]!["changedLinks"]!, (long)view["reconsidered"]!["changedPaths"]!));
        await product.Partner.UntilAsync("20001", contact => (string?)contact["job_title"] == "Diver");
        await product.Hub.UntilAsync("CW-100001", client => (string?)client["employer"] == "Deep Sea");
        await product.Admin.UntilAsync("CW-100001", link => link.IsAgreed);
    }

    [Fact]
    public async Task NewRules_ProcessStoppedAtOnce_AreCarriedThroughAfterTheStart()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:60" }, Cancel);
        string[] clients = [.. Pair.Range(1, 50).Select(pair => pair.Client)];
        await product.LinkedAsync(clients);
        (await SetAsync(product, new { jobTitle = ByHand })).Ok();
        await product.Admin.ReconsideredAsync();
        foreach (var client in clients)
        {
            await product.Hub.EditAsync(client, new { jobTitle = $"Diver {client}" });
        }

        foreach (var client in clients)
        {
            await product.Admin.UntilAsync(client, link => link.Held("jobTitle") == "manual");
        }

        (await SetAsync(product, null)).Ok();
        await product.StopAsync();
        await product.StartAgainAsync(Cancel);

        await product.Admin.ReconsideredAsync();
        foreach (var (client, contact) in Pair.Range(1, 50))
        {
            await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == $"Diver {client}");
        }
    }

    [Fact]
    public async Task ObserveOnly_ShowsWhatWouldBeWrittenAndWhy_AndWritesItWhenItEnds()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:3" }, Cancel);
        await product.LinkedAsync("CW-100001");
        (await product.Admin.SetUpAsync(new { enabled = true, first = "hub", taxIdField = "Tax ID", observeOnly = true })).Ok();
        await EditAsync(product);
        await product.Admin.UntilAsync("CW-100001", link => link.Hub("jobTitle") == "Diver" && link.Partnered("employer") == "Deep Sea");
        await QuietPassesAsync(product);
        Assert.Empty(await product.Hub.SyncedAsync("CW-100001"));
        Assert.Empty(await product.Partner.SyncedAsync("20001"));

        var preview = (await product.Admin.GetAsync($"/v1/integrations/{ApiCaller.Integration}/preview")).Ok();

        Assert.False((bool)preview["writes"]!);
        var paths = preview["paths"]!.AsArray();
        Assert.Equal(["employer hub Deep Sea", "jobTitle partner Diver"], paths.Select(path => $"{path!["path"]} {path["to"]} {path["value"]!["value"]}"));
        Assert.All(paths, path => Assert.Equal("onlyChange", (string?)path!["rule"]));
        Assert.Contains("Only clientworks changed", (string?)paths[1]!["why"], StringComparison.Ordinal);
        var own = (string?)(await product.Admin.GetAsync("/v1/clients?query=CW-100001")).Ok()["clients"]![0]!["book"];
        foreach (var (adviser, book) in new[] { (product.Demo.Adviser, "adviser-1"), (product.Demo.OtherAdviser, "adviser-2") })
        {
            var seen = (await adviser.GetAsync($"/v1/integrations/{ApiCaller.Integration}/preview")).Ok()["paths"]!.AsArray();
            Assert.Equal(book == own ? 2 : 0, seen.Count);
        }

        (await SetAsync(product, null)).Ok();
        await product.Partner.UntilAsync("20001", contact => (string?)contact["job_title"] == "Diver");
        await product.Hub.UntilAsync("CW-100001", client => (string?)client["employer"] == "Deep Sea");
        await product.Admin.UntilAsync("CW-100001", link => link.IsAgreed);
        Assert.Empty((await product.Admin.GetAsync($"/v1/integrations/{ApiCaller.Integration}/preview")).Ok()["paths"]!.AsArray());
    }

    [Fact]
    public async Task PausedFirm_ReadsOnAndReconcilesAfter()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:3" }, Cancel);
        await product.LinkedAsync("CW-100001");
        Assert.True((bool)(await product.Admin.PostAsync($"/v1/integrations/{ApiCaller.Integration}/pause", new { })).Ok()["paused"]!);
        await EditAsync(product);
        await product.Admin.UntilAsync("CW-100001", link => link.Hub("jobTitle") == "Diver" && link.Partnered("employer") == "Deep Sea");
        await QuietPassesAsync(product);
        Assert.Empty(await product.Hub.SyncedAsync("CW-100001"));
        Assert.Empty(await product.Partner.SyncedAsync("20001"));

        Assert.False((bool)(await product.Admin.PostAsync($"/v1/integrations/{ApiCaller.Integration}/resume", new { })).Ok()["paused"]!);

        await product.Partner.UntilAsync("20001", contact => (string?)contact["job_title"] == "Diver");
        await product.Hub.UntilAsync("CW-100001", client => (string?)client["employer"] == "Deep Sea");
        await product.Admin.UntilAsync("CW-100001", link => link.IsAgreed);
    }

    private static async Task EditAsync(Product product)
    {
        await product.Hub.EditAsync("CW-100001", new { jobTitle = "Diver" });
        await product.Partner.EditAsync("20001", new { company_name = "Deep Sea" });
    }

    private static async Task QuietPassesAsync(Product product)
    {
        await product.Hub.PollsAsync(3);
        await product.Partner.PollsAsync(3);
    }

    private static object Settings(object? fields) => new { enabled = true, first = "hub", taxIdField = "Tax ID", fields };

    private static Task<ApiAnswer> SetAsync(Product product, object? fields) => product.Admin.SetUpAsync(Settings(fields));

    private static async Task<JsonNode> ReadAsync(Product product) => (await product.Admin.GetAsync($"/v1/integrations/{ApiCaller.Integration}")).Ok();
}

public sealed class PolicyOnFileTests() : PolicyTests(ProductHosting.InProcess);
