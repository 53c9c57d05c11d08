namespace Counterpart.Tests.EndToEnd;

/// <summary>A8 under the faults of the systems: everything ends agreed, nothing twice, and no echo.</summary>
public abstract class FaultTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    /// <summary>What befalls the next write.</summary>
    public static TheoryData<int, string, int?, int> Faults => new()
    {
        { 1, "ApplyThenFail", 500, 0 },
        { 3, "ApplyThenFail", null, 0 },
        { 5, "ApplyThenHang", null, 3_000 },
        { 7, "Fail", 500, 0 },
        { 9, "Limit", null, 1_000 },
        { 11, "Drop", null, 0 },
        { 13, "DelayApply", null, 1_100 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task WriteToThePartner_Hit_EndsAppliedOnce(int pair, string kind, int? status, int delayMs)
    {
        var (client, contact) = Pair.Of(pair);
        await product.LinkedAsync(client);
        var rows = (await product.Partner.ReadAsync(contact))["phone_numbers"]!.AsArray().Count;
        await product.Partner.FaultAsync(new { match = new { method = "PUT", path = $"/contacts/{contact}$" }, kind, status, delayMs, times = 1 });

        await product.Hub.EditAsync(
            client, new { jobTitle = $"After {kind}", phones = new[] { new { number = "(206) 555-0190", kind = "other" } } });

        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == $"After {kind}");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        await product.Partner.PollsAsync(3);
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Equal(rows + 1, (await product.Partner.ReadAsync(contact))["phone_numbers"]!.AsArray().Count);
        Assert.Equal(rows + 1, (await product.Hub.ReadAsync(client))["phones"]!.AsArray().Count);
        Assert.Empty(await product.Hub.SyncedAsync(client));
        Assert.Equal(2, (await product.Partner.SyncedAsync(contact)).Count);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task WriteToTheHub_Hit_EndsAppliedOnce(int pair, string kind, int? status, int delayMs)
    {
        var (client, contact) = Pair.Of(pair + 1);
        await product.LinkedAsync(client);
        var rows = (await product.Hub.ReadAsync(client))["emails"]!.AsArray().Count;
        await product.Hub.FaultAsync(new { match = new { method = "PATCH", path = $"/clients/{client}$" }, kind, status, delayMs, times = 1 });

        await product.Partner.EditAsync(
            contact, new { company_name = $"After {kind}", email_addresses = new[] { new { address = "added@example.com", kind = "Other" } } });

        await product.Hub.UntilAsync(client, client => (string?)client["employer"] == $"After {kind}");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        await product.Hub.PollsAsync(3);
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Equal(rows + 1, (await product.Hub.ReadAsync(client))["emails"]!.AsArray().Count);
        Assert.Equal(rows + 1, (await product.Partner.ReadAsync(contact))["email_addresses"]!.AsArray().Count);
        Assert.Empty(await product.Partner.SyncedAsync(contact));
        Assert.Equal(2, (await product.Hub.SyncedAsync(client)).Count);
    }

    [Fact]
    public async Task LateWrite_SurfacingOverANewerEdit_IsPushedAwayAndNotTakenForAnEdit()
    {
        var (client, contact) = Pair.Of(21);
        await product.LinkedAsync(client);
        // Applied long after the product has given it up.
        await product.Partner.FaultAsync(
            new { match = new { method = "PUT", path = $"/contacts/{contact}$" }, kind = "DelayApply", delayMs = 5_000, times = 1 });
        await product.Hub.EditAsync(client, new { jobTitle = "Late" });
        await product.Admin.UntilAsync(client, link => link.WriteInFlight);
        await product.Hub.EditAsync(client, new { jobTitle = "Newer" });
        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Newer");

        await Eventually.GetAsync(
            () => product.Partner.SyncedAsync(contact),
            changes => changes.Exists(change => (string?)change["after"] == "Late"),
            TestContext.Current.CancellationToken);

        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Newer");
        await product.Admin.UntilAsync(client, link => link.IsAgreed && link.Hub("jobTitle") == "Newer");
        Assert.Equal("Newer", (string?)(await product.Hub.ReadAsync(client))["jobTitle"]);
        Assert.Empty(await product.Hub.SyncedAsync(client));
        Assert.Contains(await product.Admin.HistoryAsync(client, "jobTitle"), entry => (string?)entry["what"] == "lateWrite");
    }

    [Fact]
    public async Task RefusedField_IsHeldAndDoesNotHinderTheOthers()
    {
        var (client, contact) = Pair.Of(22);
        await product.LinkedAsync(client);

        // The partner takes 100 characters of a nickname at most, and its own list of states only.
        await product.Hub.EditAsync(client, new { maritalStatus = "It is complicated", jobTitle = "Unhindered" });

        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Unhindered");
        var link = await product.Admin.UntilAsync(client, link => link.IsQuiet && link.Held("maritalStatus") is not null);
        Assert.Equal("refused", link.Held("maritalStatus"));
        await product.Hub.EditAsync(client, new { maritalStatus = "Separated" });
        await product.Partner.UntilAsync(contact, contact => (string?)contact["marital_status"] == "Separated");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
    }

    [Fact]
    public async Task FailingReads_OfBothSystems_DelayAndLoseNothing()
    {
        var (client, contact) = Pair.Of(23);
        await product.LinkedAsync(client);
        await product.Partner.FaultAsync(new { kind = "Fail", status = 503, times = 3, match = new { method = "GET" } });
        await product.Hub.FaultAsync(new { kind = "Drop", times = 3, match = new { method = "GET" } });

        await product.Hub.EditAsync(client, new { jobTitle = "Through" });
        await product.Partner.EditAsync(contact, new { company_name = "Storm" });

        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Through");
        await product.Hub.UntilAsync(client, client => (string?)client["employer"] == "Storm");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
    }

    /// <summary>Gives up a write soon.</summary>
    public class Impatient : ProductFixture
    {
        internal override ProductSettings Settings { get; } = new()
        {
            World = "pairs:25",
            Tune = ProductSettings.GiveUpSoon,
        };
    }
}

public sealed class FaultOnFileTests(FaultTests.Impatient fixture) : FaultTests(fixture), IClassFixture<FaultTests.Impatient>;
