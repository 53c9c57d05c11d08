using System.Net;
using Counterpart.Hosting;

namespace Counterpart.Tests.EndToEnd;

/// <summary>B6: both records read anew by hand, where looking for changes is rare.</summary>
public abstract class RefreshTests(ProductHosting hosting)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Refresh_BringsWhatNoPassHasSeenYet_AndSaysAsOfWhen()
    {
        await using var product = await hosting.StartAsync(
            new ProductSettings { World = "pairs:3", Posts = false, Tune = Rarely }, Cancel);
        await product.LinkedAsync("CW-100001");
        await product.Hub.EditAsync("CW-100001", new { jobTitle = "Diver" });
        var before = await product.Admin.LinkAsItIsAsync("CW-100001");

        var refreshed = (await product.Admin.ActAsync("CW-100001", "refresh", "refresh-1")).Ok();

        Assert.True((bool)refreshed["done"]!, refreshed.ToJsonString());
        Assert.True((DateTimeOffset)refreshed["lastRefreshed"]! > before.LastRefreshed);
        var after = await product.Admin.LinkAsItIsAsync("CW-100001");
        Assert.Equal("Diver", after.Hub("jobTitle"));
        Assert.InRange((long)refreshed["revision"]!, before.Revision + 1, after.Revision);
        await product.Partner.UntilAsync("20001", contact => (string?)contact["job_title"] == "Diver");
        var told = (await product.Admin.HistoryAsync("CW-100001")).Where(entry => (string?)entry["what"] == "refreshed").Select(entry => (string?)entry["side"]);
        Assert.Equal(["hub", "partner"], told.Order(StringComparer.Ordinal));
        var repeated = (await product.Admin.ActAsync("CW-100001", "refresh", "refresh-1")).Ok();
        Assert.True((bool)repeated["repeated"]!);
        Assert.Null(repeated["revision"]);
    }

    [Fact]
    public async Task Refresh_OfASystemThatIsSlow_IsAcceptedAndDoneLater()
    {
        await using var product = await hosting.StartAsync(new ProductSettings { World = "pairs:3", Posts = false, Tune = Rarely }, Cancel);
        await product.LinkedAsync("CW-100001");
        await product.Partner.FaultAsync(new { match = new { method = "GET", path = "^/v1/contacts/20001$" }, kind = "Delay", delayMs = 6_500, times = 1 });

        var answer = await product.Admin.ActAsync("CW-100001", "refresh");

        Assert.Equal(HttpStatusCode.Accepted, answer.Status);
        Assert.False((bool)answer.Json["done"]!);
        var asked = (DateTimeOffset?)answer.Json["lastRefreshed"];
        await product.Admin.UntilAsync("CW-100001", link => link.LastRefreshed > asked);
    }

    private static void Rarely(HostTuning tuning)
    {
        foreach (var system in tuning.Systems.Values)
        {
            system.PollEvery = TimeSpan.FromMinutes(10);
        }
    }
}

public sealed class RefreshOnFileTests() : RefreshTests(ProductHosting.InProcess);
