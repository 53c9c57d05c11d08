using System.Net;
using System.Text.RegularExpressions;

namespace Counterpart.Tests.EndToEnd;

/// <summary>Stopped and started again on the same data folder.</summary>
public abstract partial class RestartTests(ProductHosting hosting)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAgain_KeepsEverything_AndCatchesUp()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:20" }, Cancel);
        var first = (await product.Admin.TryLinkAsync(["CW-100001", "CW-100002", "CW-100003"], "before")).Ok();
        var quiet = await QuietAsync(product, "CW-100001", "CW-100002", "CW-100003");
        var history = await product.Admin.HistoryAsync("CW-100003");

        await product.StopAsync();
        await product.Hub.EditAsync("CW-100001", new { jobTitle = "While down" });
        await product.Partner.EditAsync("20002", new { company_name = "Downtime" });
        var (hubCalls, partnerCalls) = (await product.Hub.PollCallsAsync(), await product.Partner.PollCallsAsync());
        await product.StartAgainAsync(Cancel);

        await product.Partner.UntilAsync("20001", contact => (string?)contact["job_title"] == "While down");
        await product.Hub.UntilAsync("CW-100002", client => (string?)client["employer"] == "Downtime");
        var again = (await product.Admin.TryLinkAsync(["CW-100001", "CW-100002", "CW-100003"], "before")).Ok();
        Assert.All(again["outcomes"]!.AsArray(), outcome => Assert.True((bool)outcome!["repeated"]!));
        Assert.Equal(first["outcomes"]![2]!["partner"]!.ToJsonString(), again["outcomes"]![2]!["partner"]!.ToJsonString());
        (await product.Admin.TryLinkAsync(["CW-100004"], "before")).Refused(HttpStatusCode.UnprocessableEntity, "key_reused");
        var after = await QuietAsync(product, "CW-100001", "CW-100002", "CW-100003");
        Assert.Equal(Untimed(quiet[2]), Untimed(after[2]));
        Assert.Equal(quiet.Select(link => link.Epoch), after.Select(link => link.Epoch));
        Assert.Equal(history.Select(entry => entry.ToJsonString()), (await product.Admin.HistoryAsync("CW-100003")).Select(entry => entry.ToJsonString()));

        // The channels went on where they were: nothing was read from the beginning.
        await product.Hub.PollsAsync(1);
        await product.Partner.PollsAsync(1);
        var fromStart = (await product.Hub.PollCallsAsync()).Skip(hubCalls.Count).Where(call => ((string)call["query"]!).Contains("after=0&", StringComparison.Ordinal));
        Assert.DoesNotContain(fromStart, call => (string?)call["tenant"] == "lpl-demo");
        var whole = (await product.Partner.PollCallsAsync()).Skip(partnerCalls.Count).Where(call => (string?)call["path"] == "/v1/contacts");
        Assert.All(whole, call => Assert.Contains("since=", (string?)call["query"], StringComparison.Ordinal));
        Assert.Empty(await product.Partner.SyncedAsync("20003"));
        Assert.Equal("linked", (string?)(await product.Admin.LinkAsync("CW-100004"))[0]!["result"]);
    }

    /// <summary>The link without as of when its sides are known, which goes on with every pass.</summary>
    private static string Untimed(LinkReading link) => Passing().Replace(link.ToString(), string.Empty);

    [GeneratedRegex("\"(lastRefreshed|hubKnownAt|partnerKnownAt)\":\"[^\"]*\",?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Passing();

    [Fact]
    public async Task Stop_WhilePushesAreUnderWay_IsCleanAndNothingIsDoneTwice()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:20" }, Cancel);
        var pairs = Pair.Range(1, 20);
        await product.LinkedAsync([.. pairs.Select(pair => pair.Client)]);
        await product.Partner.FaultAsync(new { match = new { method = "PUT" }, kind = "Delay", delayMs = 400 });
        await Task.WhenAll(pairs.Select(pair => product.Hub.EditAsync(
            pair.Client, new { jobTitle = "Under way", phones = new[] { new { number = "(206) 555-0111", kind = "other" } } })));
        await Task.WhenAny(pairs.Select(pair => product.Admin.UntilAsync(pair.Client, link => link.WriteInFlight)));

        await product.StopAsync();
        await product.Partner.ClearFaultsAsync();
        await product.StartAgainAsync(Cancel);

        foreach (var (client, contact) in pairs)
        {
            await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Under way");
            var link = await product.Admin.UntilAsync(client, link => link.IsAgreed);
            Assert.Equal(link.Rows("phones").Count, (await product.Partner.ReadAsync(contact))["phone_numbers"]!.AsArray().Count);
            Assert.Equal(2, (await product.Partner.SyncedAsync(contact)).Count);
            Assert.Empty(await product.Hub.SyncedAsync(client));
        }

        await product.StopAsync();
        Assert.DoesNotContain(product.Log.Lines, line => line.StartsWith("Error ", StringComparison.Ordinal) || line.StartsWith("Critical ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task TwoNodes_OnOneFolder_TheSecondIsRefused()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:1" }, Cancel);

        await Assert.ThrowsAsync<Counterpart.Storage.StoreInUseException>(() => ProductNode.StartAsync(product.Folder, null, new LogCapture(), Cancel));
    }

    private static async Task<IReadOnlyList<LinkReading>> QuietAsync(Product product, params string[] clients) =>
        await Task.WhenAll(clients.Select(client => product.Admin.UntilAsync(client, link => link.IsAgreed)));
}

public sealed class RestartOnFileTests() : RestartTests(ProductHosting.InProcess);
