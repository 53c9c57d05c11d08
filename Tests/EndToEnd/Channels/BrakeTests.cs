using System.Net;
using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>F2: what would blank values of too many links stands still until a person decides.</summary>
public abstract class BrakeTests(ProductHosting hosting) : IAsyncLifetime
{
    // A product for each test: what one wipes counts in the next for ten minutes.
    private Product product = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => product = await hosting.StartAsync(new ProductSettings { World = "pairs:30" }, Cancel);

    public async ValueTask DisposeAsync()
    {
        await product.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Wipe_StopsBeforeAnythingIsWritten_AndGoesOnAsAPersonSays()
    {
        var pairs = Pair.Range(1, 10);
        await product.LinkedAsync([.. pairs.Select(pair => pair.Client)]);
        var wiped = pairs.Take(7).ToList();

        await WipeAsync(wiped, "");
        var status = await StatusAsync("braked");
        Assert.Equal((7, 10), ((int)status["brake"]!["links"]!, (int)status["brake"]!["of"]!));
        await product.Hub.PollsAsync(5);
        await AssertUntouchedAsync(pairs);

        // The vendor's people put the values back, and the person says that the wipe was none.
        foreach (var pair in wiped)
        {
            await product.Partner.EditAsync(pair.Contact, new { birth_date = "1961-02-03" });
        }

        (await product.Admin.ReleaseBrakeAsync("wealthbox", accept: false)).Ok();
        await StatusAsync("running");
        foreach (var pair in wiped)
        {
            await product.Hub.UntilAsync(pair.Client, client => (string?)client["birthDate"] == "1961-02-03");
        }

        // The same again, meant so; a refusal alone changes nothing.
        await WipeAsync(wiped, "");
        await StatusAsync("braked");
        (await product.Admin.ReleaseBrakeAsync("wealthbox", accept: false)).Ok();
        await product.Partner.PollsAsync(2);
        await StatusAsync("braked");
        Assert.All(await Task.WhenAll(wiped.Select(pair => product.Hub.ReadAsync(pair.Client))), client => Assert.Equal("1961-02-03", (string?)client["birthDate"]));
        (await product.Admin.ReleaseBrakeAsync("wealthbox", accept: true)).Ok();
        foreach (var pair in wiped)
        {
            await product.Hub.UntilAsync(pair.Client, client => client["birthDate"] is null);
        }

        await StatusAsync("running");
        (await product.Admin.ReleaseBrakeAsync("wealthbox", accept: true)).Refused(HttpStatusCode.Conflict, "not_braked");
    }

    [Fact]
    public async Task WipePostedByTheHub_StopsBeforeAnythingIsWritten()
    {
        var pairs = Pair.Range(1, 10);
        await product.LinkedAsync([.. pairs.Select(pair => pair.Client)]);
        var wiped = pairs.Take(7).ToList();

        // The product hears of it by posts alone, and of an edit after it too.
        await product.Hub.HoldAsync("^/hub/v1/changes");
        await product.Hub.IsHeldAsync("lpl-demo");
        foreach (var pair in wiped)
        {
            await product.Hub.EditAsync(pair.Client, new { birthDate = (string?)null });
        }

        await product.Hub.EditAsync(pairs[9].Client, new { jobTitle = "Posted" });
        await product.Partner.UntilAsync(pairs[9].Contact, contact => (string?)contact["job_title"] == "Posted");
        Assert.All(
            await Task.WhenAll(wiped.Select(pair => product.Admin.LinkAsItIsAsync(pair.Client))),
            link => Assert.NotNull(link.Hub("birthDate")));

        await product.Hub.ReleaseAsync();
        var status = await StatusAsync("braked", "clientworks");
        Assert.Equal((7, 10), ((int)status["brake"]!["links"]!, (int)status["brake"]!["of"]!));
        Assert.All(
            await Task.WhenAll(wiped.Select(pair => product.Partner.ReadAsync(pair.Contact))),
            contact => Assert.NotNull((string?)contact["birth_date"]));

        (await product.Admin.ReleaseBrakeAsync("clientworks", accept: true)).Ok();
        foreach (var pair in wiped)
        {
            await product.Partner.UntilAsync(pair.Contact, contact => string.IsNullOrEmpty((string?)contact["birth_date"]));
        }
    }

    [Fact]
    public async Task PostThatBlanks_IsHeld_AndReadWithTheNextPass()
    {
        var (client, contact) = Pair.Of(30);
        await product.LinkedAsync(client);
        var revision = (long)(await product.Hub.ReadAsync(client))["revision"]!;
        await product.Hub.HoldAsync("^/hub/v1/changes");
        await product.Hub.IsHeldAsync("lpl-demo");

        Assert.Equal("held", await PostAsync(client, revision + 1, new Dictionary<string, object?> { ["birthDate"] = null, ["jobTitle"] = "Diver" }));
        Assert.Equal("accepted", await PostAsync(client, revision + 1, new Dictionary<string, object?> { ["jobTitle"] = "Diver" }));
        Assert.Equal("stale", await PostAsync(client, revision, new Dictionary<string, object?> { ["birthDate"] = null }));

        await product.Hub.EditAsync(client, new { birthDate = (string?)null });
        await product.Hub.ReleaseAsync();
        await product.Partner.UntilAsync(contact, contact => string.IsNullOrEmpty((string?)contact["birth_date"]));
    }

    [Fact]
    public async Task FewBlanks_AreCarriedOver()
    {
        var pairs = Pair.Range(21, 4);
        await product.LinkedAsync([.. pairs.Select(pair => pair.Client)]);

        await WipeAsync(pairs.Take(2), "");

        foreach (var pair in pairs.Take(2))
        {
            await product.Hub.UntilAsync(pair.Client, client => client["birthDate"] is null);
        }
    }

    /// <summary>All at once, between two looks of the product.</summary>
    private async Task WipeAsync(IEnumerable<Pair> pairs, string birthDate)
    {
        await product.Partner.HoldAsync("^/v1/contacts$");
        await product.Partner.IsHeldAsync("9001");
        foreach (var pair in pairs)
        {
            await product.Partner.EditAsync(pair.Contact, new { birth_date = birthDate });
        }

        await product.Partner.ReleaseAsync();
    }

    private async Task AssertUntouchedAsync(IEnumerable<Pair> pairs)
    {
        foreach (var pair in pairs)
        {
            Assert.NotNull((string?)(await product.Hub.ReadAsync(pair.Client))["birthDate"]);
            Assert.Empty(await product.Hub.SyncedAsync(pair.Client));
        }
    }

    private async Task<string?> PostAsync(string record, long revision, Dictionary<string, object?> fields) =>
        (string?)(await product.Demo.System.PostAsync("/v1/changes/clientworks", new { changes = new[] { new { record, revision, fields } } }))
            .Ok()["outcomes"]![0]!["result"];

    private Task<JsonNode> StatusAsync(string condition, string system = "wealthbox") => product.Admin.ChannelAsync(system, condition);
}

public sealed class BrakeOnFileTests() : BrakeTests(ProductHosting.InProcess);
