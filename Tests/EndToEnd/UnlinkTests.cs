namespace Counterpart.Tests.EndToEnd;

/// <summary>A7: contact sync stops at once, and linking again starts anew.</summary>
public abstract class UnlinkTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    [Fact]
    public async Task Unlink_ThenEdits_AreNotCarriedOver()
    {
        var (client, contact) = Pair.Of(1);
        await product.LinkedAsync(client);

        Assert.Equal("unlinked", (string?)(await product.Admin.UnlinkAsync(client))[0]!["result"]);
        await product.Hub.EditAsync(client, new { jobTitle = "Gone" });
        await product.Partner.EditAsync(contact, new { company_name = "Left" });
        await product.Hub.PollsAsync(3);
        await product.Partner.PollsAsync(3);

        Assert.Empty(await product.Hub.SyncedAsync(client));
        Assert.Empty(await product.Partner.SyncedAsync(contact));
        var link = await product.Admin.LinkAsItIsAsync(client);
        Assert.Equal("unlinked", link.Status);
        Assert.Null(link.Partner);
    }

    [Fact]
    public async Task Unlink_WithAnEditUnderWay_EndsAndWritesNothingLater()
    {
        var (client, contact) = Pair.Of(2);
        await product.LinkedAsync(client);
        await product.Partner.FaultAsync(new { match = new { method = "PUT", path = $"/contacts/{contact}$" }, kind = "Delay", delayMs = 700, times = 1 });
        await product.Hub.EditAsync(client, new { jobTitle = "On its way" });
        await product.Admin.UntilAsync(client, link => link.WriteInFlight);

        Assert.Equal("leaving", (string?)(await product.Admin.UnlinkAsync(client))[0]!["result"]);
        Assert.Equal("leaving", (string?)(await product.Admin.LinkAsync(client))[0]!["result"]);
        await product.Admin.UntilAsync(client, link => link.Status == "unlinked");
        await product.Hub.EditAsync(client, new { jobTitle = "Too late" });
        await product.Hub.PollsAsync(3);
        await product.Partner.PollsAsync(3);

        Assert.NotEqual("Too late", (string?)(await product.Partner.ReadAsync(contact))["job_title"]);
        Assert.Single(await product.Partner.SyncCallsAsync(contact, "PUT"));
    }

    [Fact]
    public async Task Relink_StartsANewEpochAndReconciles()
    {
        var (client, contact) = Pair.Of(3);
        await product.LinkedAsync(client);
        var first = await product.Admin.LinkAsItIsAsync(client);
        await product.Admin.UnlinkAsync(client);
        await Simultaneous.EditsAsync(
            product,
            () => product.Hub.EditAsync(client, new { jobTitle = "Hub's", employer = (string?)null }),
            () => product.Partner.EditAsync(contact, new { job_title = "Partner's", company_name = "Only there" }));
        await product.Hub.PollsAsync(4);
        await product.Partner.PollsAsync(4);

        await product.LinkedAsync(client);

        var second = await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Equal(first.Epoch + 1, second.Epoch);
        Assert.True(second.Revision > first.Revision);
        Assert.Equal("Hub's", (string?)(await product.Partner.ReadAsync(contact))["job_title"]);
        Assert.Equal("Only there", (string?)(await product.Hub.ReadAsync(client))["employer"]);
        Assert.Equal(contact, second.Partner);
        await product.Partner.EditAsync(contact, new { nickname = "Again" });
        await product.Hub.UntilAsync(client, client => (string?)client["name"]!["nickname"] == "Again");
    }
}

public sealed class UnlinkOnFileTests(PairsProduct fixture) : UnlinkTests(fixture), IClassFixture<PairsProduct>;
