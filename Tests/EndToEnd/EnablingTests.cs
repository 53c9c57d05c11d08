using System.Net;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A1: enabled by an administrator, with contact sync on or off.</summary>
public abstract class EnablingTests(ProductHosting hosting)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Link_BeforeEnabling_IsRefusedAndChangesNothing()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:3", Enabled = false }, Cancel);

        (await product.Admin.TryLinkAsync(["CW-100001"])).Refused(HttpStatusCode.Conflict, "integration_disabled");
        (await product.Demo.Adviser.TryLinkAsync(["CW-100001"], "key-1")).Refused(HttpStatusCode.Conflict, "integration_disabled");
        (await product.Admin.ChooseAsync("CW-100001", "20001")).Refused(HttpStatusCode.Conflict, "integration_disabled");
        var link = await product.Admin.LinkAsItIsAsync("CW-100001");
        Assert.Equal("unlinked", link.Status);
        Assert.Equal(0, link.Revision);
        Assert.Empty(await product.Admin.HistoryAsync("CW-100001"));

        foreach (var caller in new[] { product.Demo.Adviser, product.Demo.Client, product.Demo.System, product.Operator })
        {
            (await caller.SetUpAsync(new { enabled = true })).Refused(HttpStatusCode.Forbidden, "forbidden");
        }

        // Another firm's administrator enables their own firm only.
        (await product.Other.Admin.SetUpAsync(new { enabled = true })).Ok();
        var view = (await product.Admin.GetAsync($"/v1/integrations/{ApiCaller.Integration}")).Ok();
        Assert.False((bool)view["enabled"]!);
        Assert.Equal(0, (long)view["version"]!);
        (await product.Admin.TryLinkAsync(["CW-100001"])).Refused(HttpStatusCode.Conflict, "integration_disabled");

        (await product.Admin.SetUpAsync(new { enabled = true, taxIdField = "Tax ID" })).Ok();
        var outcomes = (await product.Demo.Adviser.TryLinkAsync(["CW-100001"], "key-1")).Ok()["outcomes"]!.AsArray();
        Assert.Equal("linked", (string?)outcomes[0]!["result"]);
    }

    [Fact]
    public async Task TaxIdField_NamedLater_IsReadAgainBeforeTheNextLinkIsDecided()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:3", Enabled = false }, Cancel);
        (await product.Admin.SetUpAsync(new { enabled = true })).Ok();
        Assert.Equal("name", (string?)(await product.Admin.LinkAsync("CW-100001"))[0]!["match"]!["rule"]);

        (await product.Admin.SetUpAsync(new { enabled = true, taxIdField = "Tax ID" })).Ok();

        var linked = (await product.Admin.LinkAsync("CW-100002"))[0]!;
        Assert.Equal("linked", (string?)linked["result"]);
        Assert.Equal("taxId", (string?)linked["match"]!["rule"]);
    }

    [Fact]
    public async Task ContactSync_OffAndOnAgain_EditsMeanwhileAreRecordedAndThenReconciled()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:3" }, Cancel);
        await product.LinkedAsync("CW-100001", "CW-100002");
        (await SyncAsync(product, on: false)).Ok();

        await product.Hub.EditAsync("CW-100001", new { jobTitle = "Diver" });
        await product.Partner.EditAsync("20001", new { company_name = "Deep Sea" });
        await product.Partner.EditAsync("20002", new { nickname = "Nick" });
        var recorded = await product.Admin.UntilAsync(
            "CW-100001", link => link.Hub("jobTitle") == "Diver" && link.Partnered("employer") == "Deep Sea");
        Assert.NotEqual("Diver", recorded.Partnered("jobTitle"));
        await product.Admin.UntilAsync("CW-100002", link => link.Partnered("name/nickname") == "Nick");
        await QuietPassesAsync(product);
        Assert.Empty(await product.Hub.SyncedAsync("CW-100001"));
        Assert.Empty(await product.Partner.SyncedAsync("20001"));
        Assert.Empty(await product.Hub.SyncedAsync("CW-100002"));

        (await SyncAsync(product, on: true)).Ok();

        await product.Partner.UntilAsync("20001", contact => (string?)contact["job_title"] == "Diver");
        await product.Hub.UntilAsync("CW-100001", client => (string?)client["employer"] == "Deep Sea");
        await product.Hub.UntilAsync("CW-100002", client => (string?)client["name"]!["nickname"] == "Nick");
        await product.Admin.UntilAsync("CW-100001", link => link.IsAgreed);
        await product.Admin.UntilAsync("CW-100002", link => link.IsAgreed);
        Assert.Single(await product.Hub.SyncedAsync("CW-100001"));
        Assert.Single(await product.Partner.SyncedAsync("20001"));
    }

    [Fact]
    public async Task Disabled_WhileLinked_NothingIsWrittenAndUnlinkingWorks()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:3" }, Cancel);
        await product.LinkedAsync("CW-100001");
        (await product.Admin.SetUpAsync(new { enabled = false, taxIdField = "Tax ID" })).Ok();

        await product.Hub.EditAsync("CW-100001", new { jobTitle = "Diver" });
        await product.Admin.UntilAsync("CW-100001", link => link.Hub("jobTitle") == "Diver");
        await QuietPassesAsync(product);

        Assert.Empty(await product.Partner.SyncedAsync("20001"));
        Assert.Equal("unlinked", (string?)(await product.Admin.UnlinkAsync("CW-100001"))[0]!["result"]);
    }

    private static Task<ApiAnswer> SyncAsync(Product product, bool on) =>
        product.Admin.SetUpAsync(new { enabled = true, contactSync = on, first = "hub", taxIdField = "Tax ID" });

    /// <summary>Both systems are read a few times more: what would be done by itself has been done.</summary>
    private static async Task QuietPassesAsync(Product product)
    {
        await product.Hub.PollsAsync(3);
        await product.Partner.PollsAsync(3);
    }
}

public sealed class EnablingOnFileTests() : EnablingTests(ProductHosting.InProcess);
