using System.Net;
using Counterpart.Load.Attack;

namespace Counterpart.Tests.EndToEnd;

/// <summary>No tax id, key or credential is ever answered, logged, or stored in clear.</summary>
public abstract class SecretTests(ProductHosting hosting)
{
    private const string TaxId = "900-12-3456";

    private static readonly string[] Spellings = [TaxId, "900123456", "900 12 3456", "900.12.3456", "90012-3456"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Scenario_OfEverything_LeavesNoSecretAnywhere()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { Tune = ProductSettings.GiveUpSoon }, Cancel);
        var taxIds = (await product.Hub.AllAsync()).Select(client => (string?)client["taxId"]).OfType<string>().ToList();
        Assert.Contains(TaxId, taxIds);
        var leaks = new SecretScan([
            .. Spellings,
            .. taxIds,
            .. product.Demo.All.Concat(product.Other.All).Append(product.Operator).Select(caller => caller.Key),
            "cw-demo-sync", "wb-demo-sync", "cw-other-sync", "wb-other-sync"]);

        await PlayAsync(product);

        Assert.Empty(leaks.InFolder(product.Folder, running: true));
        await product.StopAsync();
        Assert.Empty(leaks.InFolder(product.Folder));
        Assert.Empty(leaks.InTexts("an answer", product.Heard));
        Assert.Empty(leaks.InTexts("the log", product.Log.Lines));
        Assert.NotEmpty(product.Log.Lines);
        await ProveAsync(leaks, product);
    }

    /// <summary>Every endpoint, every role, links by tax id, failures whose bodies name the tax id.</summary>
    private static async Task PlayAsync(Product product)
    {
        await product.LinkedAsync("CW-100001", "CW-100002", "CW-100005");
        await product.Admin.LinkAsync("CW-100003");
        foreach (var caller in product.Demo.All.Append(product.Operator))
        {
            await caller.GetAsync("/v1/me");
            await caller.GetAsync("/v1/clients?limit=200");
            await caller.GetAsync($"/v1/links/{ApiCaller.Integration}/CW-100001");
            await caller.GetAsync($"/v1/links/{ApiCaller.Integration}/CW-100001/history?limit=200");
            await caller.GetAsync($"/v1/links/{ApiCaller.Integration}/CW-100001/candidates");
            await caller.GetAsync($"/v1/integrations/{ApiCaller.Integration}");
            await caller.PostAsync("/v1/changes/clientworks", new
            {
                changes = new[]
                {
                    new { record = "CW-100001", revision = 50, fields = new Dictionary<string, object> { ["taxId"] = TaxId } },
                    new { record = "CW-100001", revision = 51, fields = new Dictionary<string, object> { ["taxId"] = 900123456 } },
                    new { record = "CW-100002", revision = 52, fields = new Dictionary<string, object> { ["birthDate"] = TaxId } },
                },
            });
        }

        await FailAsync(product, new { match = new { method = "PUT" }, kind = "Fail", status = 422, times = 1, body = $$$"""{"errors":{"job_title":"{{{TaxId}}} is invalid"}}""" }, "A");
        await FailAsync(product, new { match = new { method = "PUT" }, kind = "Fail", status = 500, times = 1, body = $"<html>{TaxId} wb-demo-sync</html>", contentType = "text/html" }, "B");
        await FailAsync(product, new { match = new { method = "GET" }, kind = "Fail", status = 503, times = 1, body = $"{TaxId} wb-demo-sync" }, "C");
        await FailAsync(product, new { match = new { method = "GET" }, kind = "Fail", status = 200, times = 1, body = $$"""{"contacts":"{{TaxId}}"}""" }, "D");
        await product.Hub.EditAsync("CW-100001", new { taxId = "900.12.3456" });
        await product.Hub.PollsAsync(2);
        await product.Admin.ChooseAsync("CW-100003", "20004");
        await product.Admin.TryUnlinkAsync(["CW-100001"], "wrongMatch", "secret-scan");
        await product.Admin.TryLinkAsync(["CW-100001"], "secret-scan-2");
        Assert.IsType<Counterpart.Systems.ProbeResult.Failed>(await product.ConnectAsync("demo", "wealthbox", "wb-other-sync", Cancel));
        (await product.CallerWith("cpk_unknown").GetAsync("/v1/me")).Refused(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    private static async Task FailAsync(Product product, object fault, string mark)
    {
        await product.Partner.FaultAsync(fault);
        await product.Hub.EditAsync("CW-100002", new { jobTitle = $"Title {mark}", employer = $"Employer {mark}" });
        await product.Partner.UntilAsync("20002", contact => (string?)contact["company_name"] == $"Employer {mark}");
        await product.Admin.UntilAsync("CW-100002", link => link.IsQuiet);
    }

    /// <summary>A scan that finds nothing anywhere would pass as well: each kind of place is planted.</summary>
    private static async Task ProveAsync(SecretScan leaks, Product product)
    {
        var file = Path.Combine(product.Folder, "counterpart.db-planted");
        await File.WriteAllBytesAsync(file, [0, 255, .. "900123456"u8.ToArray(), 7], Cancel);
        Assert.Single(leaks.InFolder(product.Folder));
        await File.WriteAllBytesAsync(file, [0, 255, .. System.Text.Encoding.Unicode.GetBytes(TaxId), 7], Cancel);
        Assert.Single(leaks.InFolder(product.Folder));
        File.Delete(file);
        Assert.Single(leaks.InTexts("an answer", ["{\"taxId\":\"900-12-3456\"}"]));
        Assert.Single(leaks.InTexts("the log", [$"Authorization: Bearer {product.Admin.Key}"]));
    }
}

public sealed class SecretOnFileTests() : SecretTests(ProductHosting.InProcess);
