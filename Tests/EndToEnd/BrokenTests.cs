namespace Counterpart.Tests.EndToEnd;

/// <summary>A8: a record that is deleted, or out of reach, breaks its link; when it is back the link goes on.</summary>
public abstract class BrokenTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    [Fact]
    public async Task DeletedContact_BreaksTheLink_AndIsNeverMadeAgain()
    {
        var (client, contact) = Pair.Of(1);
        await product.LinkedAsync(client);
        var contacts = (await product.Partner.AllAsync()).Count;

        await product.Partner.DeleteAsync(contact);

        await product.Admin.UntilAsync(client, link => link.Status == "broken");
        await product.Hub.EditAsync(client, new { jobTitle = "Alone" });
        await product.Hub.PollsAsync(3);
        Assert.Equal("broken", (await product.Admin.LinkAsItIsAsync(client)).Status);
        Assert.Equal(contacts - 1, (await product.Partner.AllAsync()).Count);
        Assert.NotNull((await product.Hub.ReadAsync(client))["employer"] ?? (await product.Hub.ReadAsync(client))["name"]);
        Assert.Empty(await product.Hub.SyncedAsync(client));
    }

    [Fact]
    public async Task DeletedClient_BreaksTheLink_AndLeavesTheContactAlone()
    {
        var (client, contact) = Pair.Of(2);
        await product.LinkedAsync(client);

        await product.Hub.DeleteAsync(client);

        await product.Admin.UntilAsync(client, link => link.Status == "broken");
        Assert.Empty(await product.Partner.SyncedAsync(contact));
        Assert.Equal("unlinked", (string?)(await product.Admin.UnlinkAsync(client))[0]!["result"]);
    }

    [Theory]
    [InlineData(3, 404)]
    [InlineData(4, 403)]
    public async Task ContactOutOfReach_AndBack_GoesOnWithTheSameLink(int pair, int status)
    {
        var (client, contact) = Pair.Of(pair);
        await product.LinkedAsync(client);
        await product.Partner.FaultAsync(new { match = new { method = "GET", path = $"/contacts/{contact}$" }, kind = "Fail", status });
        await product.Hub.EditAsync(client, new { jobTitle = "Waiting" });
        await product.Admin.UntilAsync(client, link => link.Status == "broken");
        var before = await product.Admin.LinkAsItIsAsync(client);

        await product.Partner.ClearFaultsAsync();
        await product.Partner.EditAsync(contact, new { company_name = "Back" });

        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Waiting");
        await product.Hub.UntilAsync(client, client => (string?)client["employer"] == "Back");
        var link = await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Equal(before.Epoch, link.Epoch);
    }

    /// <summary>Asks for deletions with every pass.</summary>
    public class Eager : ProductFixture
    {
        internal override ProductSettings Settings { get; } = new()
        {
            World = "pairs:5",
            Tune = tuning => tuning.Systems["wealthbox"].DeletionsEvery = TimeSpan.FromMilliseconds(200),
        };
    }
}

public sealed class BrokenOnFileTests(BrokenTests.Eager fixture) : BrokenTests(fixture), IClassFixture<BrokenTests.Eager>;
