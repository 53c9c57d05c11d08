using Counterpart.Hosting;

namespace Counterpart.Tests.EndToEnd;

/// <summary>Law 9: no window of the vendor ever holds more calls than its limit, by the vendor's own log.</summary>
public abstract class BudgetTests(ProductHosting hosting)
{
    private const int Calls = 20;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task TightWindows_ManyEdits_NeverACallTooMany_AndAllArrives()
    {
        await using var product = await hosting.StartAsync(Settings, Cancel);
        await product.Partner.LimitAsync(Limits(5000));
        var pairs = Pair.Range(1, 12);
        await product.LinkedAsync([.. pairs.Select(pair => pair.Client)]);
        await Task.WhenAll(pairs.Select(pair => product.Hub.EditAsync(pair.Client, new { jobTitle = $"Busy {pair.Client}" })));

        foreach (var pair in pairs)
        {
            await product.Partner.UntilAsync(pair.Contact, contact => (string?)contact["job_title"] == $"Busy {pair.Client}");
        }

        await product.StopAsync();
        await product.StartAgainAsync(Cancel);
        await product.Hub.EditAsync(pairs[0].Client, new { jobTitle = "Once more" });
        await product.Partner.UntilAsync(pairs[0].Contact, contact => (string?)contact["job_title"] == "Once more");
        var calls = (await product.Partner.AllSyncCallsAsync()).Where(call => (string?)call["tenant"] == "9001").ToList();
        Assert.DoesNotContain(calls, call => (int)call["status"]! == 429);
        var times = calls.ConvertAll(call => DateTimeOffset.Parse((string)call["at"]!, null));
        Assert.InRange(times.Max(at => times.Count(other => other >= at && other < at + Window)), 2, Calls);
        var budget = (await product.Node.Channels.StatusAsync("demo", Cancel)).Single(status => status.System == "wealthbox").Budget;
        Assert.Equal([(Calls, Window), (5000, TimeSpan.FromDays(1))], budget.Windows.Select(window => (window.Limit, window.Span)));
        Assert.Equal(times.Count, budget.Windows[1].Spent, 5.0);
    }

    [Fact]
    public async Task VendorCountsLower_IsObeyed_AndShown()
    {
        await using var product = await hosting.StartAsync(Settings, Cancel);
        await product.Partner.LimitAsync(Limits(300));

        var status = await Eventually.GetAsync(
            async () => (await product.Node.Channels.StatusAsync("demo", Cancel)).Single(status => status.System == "wealthbox"),
            status => status.Budget.Windows is [_, { Left: <= 300 }],
            Cancel);

        Assert.Equal(5000, status.Budget.Windows[1].Limit);
        Assert.True(status.Budget.PollEvery > TimeSpan.FromSeconds(5), $"planned {status.Budget.PollEvery}");
    }

    private static ProductSettings Settings => new()
    {
        World = "pairs:12",
        Tune = tuning =>
        {
            var wealthbox = tuning.Systems["wealthbox"];
            (wealthbox.BudgetCalls, wealthbox.BudgetWindow, wealthbox.DayCalls, wealthbox.VendorConcurrency) = (Calls, Window, 5000, 5);
            (wealthbox.PollEvery, wealthbox.PollMost) = (TimeSpan.FromMilliseconds(500), TimeSpan.FromMinutes(1));
        },
    };

    /// <summary>As the product is told, but for the day.</summary>
    private static object Limits(int day) => new
    {
        calls = Calls,
        windowSeconds = 10,
        more = new[] { new { calls = day, windowSeconds = 86_400 } },
        concurrent = 5,
        counters = true,
    };
}

public sealed class BudgetOnFileTests() : BudgetTests(ProductHosting.InProcess);
