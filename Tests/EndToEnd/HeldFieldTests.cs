namespace Counterpart.Tests.EndToEnd;

/// <summary>Fields that are left alone for a reason that shows: something else writes them back, or a system shows only their end.</summary>
public abstract class HeldFieldTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    [Fact]
    public async Task ValueWrittenBackThreeTimes_IsQuarantined_UntilAPersonDecides()
    {
        var (client, contact) = Pair.Of(1);
        await product.LinkedAsync(client);
        await product.Hub.EditAsync(client, new { jobTitle = "Theirs" });
        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Theirs");
        for (var round = 1; round <= 3; round++)
        {
            await product.Admin.UntilAsync(client, link => link.IsAgreed);
            await product.Hub.EditAsync(client, new { jobTitle = $"Ours {round}" });
            await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == $"Ours {round}");
            await product.Admin.UntilAsync(client, link => link.IsAgreed);
            await product.Partner.EditAsync(contact, new { job_title = "Theirs" });
            if (round < 3)
            {
                await product.Hub.UntilAsync(client, client => (string?)client["jobTitle"] == "Theirs");
            }
        }

        await product.Admin.UntilAsync(client, link => link.IsQuiet && link.Held("jobTitle") == "quarantined");
        var notice = Assert.Single(await product.Admin.NoticesAsync($"?client={client}"));
        Assert.Equal(("quarantined", "jobTitle", "findOtherWriter", "firmAdmin"), ((string?)notice["cause"], (string?)notice["path"], (string?)notice["remedy"], (string?)notice["who"]));
        Assert.Equal("Ours 3", (string?)(await product.Hub.ReadAsync(client))["jobTitle"]);

        (await product.Admin.ApplyAsync(client, "resolve", ("jobTitle", "partner"))).Ok();
        await product.Hub.UntilAsync(client, client => (string?)client["jobTitle"] == "Theirs");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Empty(await product.Admin.NoticesAsync($"?client={client}"));
    }

    [Fact]
    public async Task MaskedValue_IsNeverWritten_AndAnotherEndIsANotice()
    {
        var (client, contact) = Pair.Of(2);
        await product.LinkedAsync(client);
        await product.Hub.EditAsync(client, new { employer = "900456123" });
        await product.Partner.UntilAsync(contact, contact => (string?)contact["company_name"] == "900456123");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);

        await product.Partner.EditAsync(contact, new { company_name = "******123" });
        await product.Admin.UntilAsync(client, link => link.IsQuiet && link.Held("employer") == "masked");
        Assert.Empty(await product.Admin.NoticesAsync($"?client={client}"));

        await product.Partner.EditAsync(contact, new { company_name = "******777" });
        var notice = Assert.Single(await Eventually.GetAsync(
            () => product.Admin.NoticesAsync($"?client={client}"), notices => notices.Count > 0, TestContext.Current.CancellationToken));
        Assert.Equal(("maskedChanged", "wealthbox", "compare"), ((string?)notice["cause"], (string?)notice["system"], (string?)notice["remedy"]));

        await product.Hub.EditAsync(client, new { employer = "900456777" });
        await product.Admin.UntilAsync(client, link => link.Hub("employer") == "900456777" && link.Notices.Count == 0);
        Assert.Equal("******777", (string?)(await product.Partner.ReadAsync(contact))["company_name"]);
        Assert.Empty(await product.Hub.SyncedAsync(client));
    }
}

public sealed class HeldFieldOnFileTests(PairsProduct fixture) : HeldFieldTests(fixture), IClassFixture<PairsProduct>;
