using Counterpart.Hosting;

namespace Counterpart.Tests.EndToEnd;

/// <summary>Every record is listed again now and then: what the fast passes miss is found all the same.</summary>
public abstract class SlowPassTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    [Fact]
    public async Task ChangeThatNoListOfChangesShows_IsFound()
    {
        var (client, contact) = Pair.Of(1);
        await product.LinkedAsync(client);

        await product.Partner.EditAsync(contact, new { job_title = "Missed" });

        await product.Hub.UntilAsync(client, client => (string?)client["jobTitle"] == "Missed");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
    }

    [Fact]
    public async Task RecordGoneWithoutATombstone_BreaksTheLink()
    {
        var (client, contact) = Pair.Of(2);
        await product.LinkedAsync(client);

        await product.Partner.DeleteAsync(contact);

        await product.Admin.UntilAsync(client, link => link.Status == "broken");
        Assert.Empty(await product.Hub.SyncedAsync(client));
    }

    [Theory]
    [InlineData(4, 404)]
    [InlineData(5, 403)]
    public async Task AccessBack_WithoutAnEdit_TheLinkGoesOn(int pair, int status)
    {
        var (client, contact) = Pair.Of(pair);
        await product.LinkedAsync(client);
        await product.Partner.FaultAsync(new { match = new { method = "GET", path = $"/contacts/{contact}$" }, kind = "Fail", status });
        await product.Hub.EditAsync(client, new { jobTitle = "Waiting" });
        await product.Admin.UntilAsync(client, link => link.Status == "broken");
        await product.Partner.PollsAsync(10);
        Assert.Equal("broken", (await product.Admin.LinkAsItIsAsync(client)).Status);

        await product.Partner.ClearFaultsAsync();

        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Waiting");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
    }

    [Fact]
    public async Task NothingNew_LeavesNoTrace()
    {
        var (client, _) = Pair.Of(6);
        await product.LinkedAsync(client);
        var before = await product.Admin.UntilAsync(client, link => link.IsAgreed);
        var swept = await SweptAsync(DateTimeOffset.MinValue);
        await SweptAsync(await SweptAsync(swept));

        Assert.Equal(before.Revision, (await product.Admin.LinkAsItIsAsync(client)).Revision);
    }

    /// <summary>Waits for a complete slow pass that began later.</summary>
    private async Task<DateTimeOffset> SweptAsync(DateTimeOffset after)
    {
        var status = await Eventually.GetAsync(
            async () => (await product.Node.Channels.StatusAsync("demo", TestContext.Current.CancellationToken)).Single(status => status.System == "wealthbox"),
            status => status.CompleteSweep > after,
            TestContext.Current.CancellationToken);
        return status.CompleteSweep!.Value;
    }

    /// <summary>The contacts of the first pairs are never listed as changed or deleted.</summary>
    public class Swept : ProductFixture
    {
        internal override ProductSettings Settings { get; } = new()
        {
            World = "pairs:8",
            Before = (_, partner) => partner.SetAsync(new { missed = new[] { 20_001, 20_002 } }),
            Tune = tuning => tuning.Systems["wealthbox"].SweepEvery = TimeSpan.FromMilliseconds(500),
        };
    }
}

public sealed class SlowPassOnFileTests(SlowPassTests.Swept fixture) : SlowPassTests(fixture), IClassFixture<SlowPassTests.Swept>;
