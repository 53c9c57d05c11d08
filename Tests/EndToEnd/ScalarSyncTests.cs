using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A8: every mapped scalar field goes both ways, once, and comes back from nowhere.</summary>
public abstract class ScalarSyncTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    [Fact]
    public async Task EveryField_EditedAtTheHub_ShowsAtThePartner()
    {
        var (client, contact) = Pair.Of(1);
        await product.LinkedAsync(client);

        await product.Hub.EditAsync(client, new
        {
            name = new { prefix = "Mx", first = "Renée", middle = "Q", last = "O'Dwyer-Núñez", suffix = "Jr", nickname = "Rae" },
            birthDate = "1950-06-07",
            gender = "Non-binary",
            maritalStatus = "Life Partner",
            employer = "Ørsted & Søn",
            jobTitle = "Lamplighter",
            contactType = "Prospect",
            status = "Inactive",
            clientSince = "2001-02-03",
        });

        var shown = await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Lamplighter");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Equal(
            "Mx|Renée|Q|O'Dwyer-Núñez|Jr|Rae|1950-06-07|Non-binary|Life Partner|Ørsted & Søn|Lamplighter|Prospect|Inactive|2001-02-03",
            Fields(shown, "prefix", "first_name", "middle_name", "last_name", "suffix", "nickname", "birth_date", "gender",
                "marital_status", "company_name", "job_title", "contact_type", "status", "client_since"));
        Assert.Empty(await product.Hub.SyncedAsync(client));
        Assert.Equal(14, (await product.Partner.SyncedAsync(contact)).Count);
    }

    [Fact]
    public async Task EveryField_EditedAtThePartner_ShowsAtTheHub()
    {
        var (client, contact) = Pair.Of(2);
        await product.LinkedAsync(client);

        await product.Partner.EditAsync(contact, new
        {
            prefix = "Mx",
            first_name = "Zoë",
            middle_name = "Ü",
            last_name = "Łęcki",
            suffix = "III",
            nickname = "Zed",
            birth_date = "1949-01-02",
            gender = "Unknown",
            marital_status = "Separated",
            company_name = "Zephyr GmbH",
            job_title = "Cartographer",
        });

        var shown = await product.Hub.UntilAsync(client, client => (string?)client["jobTitle"] == "Cartographer");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Equal("Mx|Zoë|Ü|Łęcki|III|Zed", Fields(shown["name"]!, "prefix", "first", "middle", "last", "suffix", "nickname"));
        Assert.Equal(
            "1949-01-02|Unknown|Separated|Zephyr GmbH|Cartographer", Fields(shown, "birthDate", "gender", "maritalStatus", "employer", "jobTitle"));
        Assert.Empty(await product.Partner.SyncedAsync(contact));
        Assert.Single(await product.Hub.SyncCallsAsync(client, "PATCH"));
    }

    [Fact]
    public async Task ClearedField_OnEitherSide_IsClearedOnTheOther()
    {
        var (client, contact) = Pair.Of(3);
        await product.LinkedAsync(client);
        await product.Hub.EditAsync(client, new { employer = "Here", jobTitle = "There" });
        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "There");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);

        await product.Hub.EditAsync(client, new { employer = (string?)null });
        await product.Partner.EditAsync(contact, new { job_title = "" });

        await product.Partner.UntilAsync(contact, contact => string.IsNullOrEmpty((string?)contact["company_name"]));
        await product.Hub.UntilAsync(client, client => client["jobTitle"] is null);
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
    }

    [Fact]
    public async Task ManyEdits_OneAfterAnother_EndOnTheLastWithoutEcho()
    {
        var (client, contact) = Pair.Of(4);
        await product.LinkedAsync(client);
        for (var round = 1; round <= 6; round++)
        {
            await product.Hub.EditAsync(client, new { jobTitle = $"Hub {round}" });
            await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == $"Hub {round}");
            await product.Partner.EditAsync(contact, new { job_title = $"Partner {round}" });
            await product.Hub.UntilAsync(client, client => (string?)client["jobTitle"] == $"Partner {round}");
        }

        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Equal(6, (await product.Hub.SyncedAsync(client)).Count);
        Assert.Equal(6, (await product.Partner.SyncedAsync(contact)).Count);
    }

    [Fact]
    public async Task Burst_OnOneSide_IsCarriedOverAsItsLastValue()
    {
        var (client, contact) = Pair.Of(5);
        await product.LinkedAsync(client);
        for (var edit = 1; edit <= 30; edit++)
        {
            await product.Hub.EditAsync(client, new { employer = $"Employer {edit}" });
        }

        await product.Partner.UntilAsync(contact, contact => (string?)contact["company_name"] == "Employer 30");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Empty(await product.Hub.SyncedAsync(client));
        Assert.InRange((await product.Partner.SyncedAsync(contact)).Count, 1, 30);
    }

    [Fact]
    public async Task OneWayField_EditedAtThePartner_IsHeldAndNotWritten()
    {
        var (client, contact) = Pair.Of(6);
        await product.LinkedAsync(client);

        await product.Partner.EditAsync(contact, new { contact_type = "Vendor" });

        var link = await product.Admin.UntilAsync(client, link => link.Held("contactType") is not null);
        Assert.Equal("oneWay", link.Held("contactType"));
        Assert.Empty(await product.Hub.SyncedAsync(client));
        await product.Hub.EditAsync(client, new { contactType = "Past Client" });
        await product.Partner.UntilAsync(contact, contact => (string?)contact["contact_type"] == "Past Client");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
    }

    private static string Fields(JsonNode record, params string[] names) => string.Join('|', names.Select(name => record[name]));
}

public sealed class ScalarSyncOnFileTests(PairsProduct fixture) : ScalarSyncTests(fixture), IClassFixture<PairsProduct>;

public sealed class ScalarSyncOnPostgresTests(PostgresPairsProduct fixture) : ScalarSyncTests(fixture), IClassFixture<PostgresPairsProduct>;
