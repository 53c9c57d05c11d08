namespace Counterpart.Tests.EndToEnd;

/// <summary>Where passes are long and far between, a look at the newest changes finds them sooner.</summary>
public abstract class PeekTests(ProductHosting hosting)
{
    [Fact]
    public async Task ChangeBetweenTwoPasses_IsSeenAtOnce_AndNoPassIsClaimed()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var product = await hosting.StartAsync(
            new ProductSettings
            {
                World = "pairs:150",
                Tune = tuning => (tuning.Systems["wealthbox"].PollEvery, tuning.Systems["wealthbox"].PeekEvery) = (TimeSpan.FromHours(1), TimeSpan.FromMilliseconds(50)),
            },
            cancel);
        var (client, contact) = Pair.Of(40);
        await product.LinkedAsync(client);
        var pass = product.Node.Channels.CompletePass("demo", "wealthbox");

        await product.Partner.EditAsync(contact, new { job_title = "Peeked" });

        await product.Hub.UntilAsync(client, client => (string?)client["jobTitle"] == "Peeked");
        Assert.Equal(pass, product.Node.Channels.CompletePass("demo", "wealthbox"));
    }

    [Fact]
    public async Task ScarceCalls_NoneGoesToPeeks()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var product = await hosting.StartAsync(
            new ProductSettings { World = "pairs:150", Tune = tuning => (tuning.Systems["wealthbox"].BudgetCalls, tuning.Systems["wealthbox"].PollEvery) = (300, TimeSpan.FromSeconds(1)) },
            cancel);

        await product.Partner.PollsAsync(3);

        Assert.DoesNotContain(await product.Partner.AllSyncCallsAsync(), call => ((string)call["query"]!).Contains("order=updated", StringComparison.Ordinal));
    }
}

public sealed class PeekOnFileTests() : PeekTests(ProductHosting.InProcess);
