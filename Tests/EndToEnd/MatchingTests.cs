using System.Net;
using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A2 and A4 over the demo's cast.</summary>
public abstract class MatchingTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    [Fact]
    public async Task EveryClientOfTheDemo_Linked_FollowsTheRules()
    {
        var oracle = new MatchOracle(await product.Hub.AllAsync(), await product.Partner.AllAsync());

        foreach (var clients in oracle.Clients.Chunk(50))
        {
            var outcomes = await product.Demo.Admin.LinkAsync(clients);
            foreach (var (client, outcome) in clients.Zip(outcomes))
            {
                Assert.Equal($"{client} {oracle.Expected(client)}", $"{client} {Told(outcome!)}");
            }
        }

        var rules = oracle.Clients.Select(client => oracle.Expected(client).Split(' ')[0]).CountBy(rule => rule).ToDictionary();
        Assert.True(rules["taxId"] > 100 && rules["name"] > 20 && rules["needsChoice"] > 20, string.Join(' ', rules));
        await TourIsAsTold();
        await WrongMatch_IsNeverMatchedAgain_UnlessAPersonChooses();
    }

    [Fact]
    public async Task Candidates_WithoutAQuery_AreThoseOfTheClientsName()
    {
        Assert.Equal(["20001"], await FoundAsync("CW-100001", null));
        Assert.Equal(["20002"], await FoundAsync("CW-100002", null));
        Assert.Equal(["20003", "20004"], await FoundAsync("CW-100003", null));
        Assert.Empty(await FoundAsync("CW-100004", null));
        Assert.Equal(["20005"], await FoundAsync("CW-100005", null));
    }

    [Theory]
    [InlineData("amélie laurent", "20001")]
    [InlineData("Amelie", "20001")]
    [InlineData("amelie@example.com", "20001")]
    [InlineData("(415) 555-0101", "20001")]
    [InlineData("+14155550101", "20001")]
    [InlineData("OBrien", "20002")]
    [InlineData("O'Brien", "20002")]
    [InlineData("Harbor Light", "20005")]
    [InlineData("nguyen family", "20006")]
    [InlineData("20006", "20006")]
    public async Task Candidates_ByFreeText_FindTheRecord(string query, string record) =>
        Assert.Contains(record, await FoundAsync("CW-100004", query));

    [Fact]
    public async Task Candidates_ByPercentSign_FindNothing() => Assert.Empty(await FoundAsync("CW-100004", "%"));

    private async Task TourIsAsTold()
    {
        var amelie = await product.Admin.LinkAsItIsAsync("CW-100001");
        Assert.Equal("taxId", amelie.Rule);
        var james = (await product.Admin.LinkAsync("CW-100002"))[0]!;
        Assert.Equal("name", (string?)james["match"]!["rule"]);
        var evidence = james["match"]!["evidence"]!;
        Assert.Equal("James O’Brien", (string?)evidence["record"]!["name"]);
        Assert.Null(evidence["record"]!["taxIdMatches"]);
        Assert.True((bool)evidence["record"]!["nameMatches"]!);
        Assert.True((bool)evidence["record"]!["birthDateMatches"]!);
        Assert.NotNull(evidence["directoryAt"]);
        var maria = (await product.Admin.LinkAsync("CW-100003"))[0]!;
        Assert.Equal("needsChoice", (string?)maria["result"]);
        Assert.Equal(["20003", "20004"], maria["candidates"]!.AsArray().Select(candidate => (string?)candidate!["record"]));
        Assert.Empty((await product.Admin.LinkAsync("CW-100004"))[0]!["candidates"]!.AsArray());
        Assert.Equal("taxId", (string?)(await product.Admin.LinkAsync("CW-100005"))[0]!["match"]!["rule"]);
        Assert.Equal("name", (string?)(await product.Admin.LinkAsync("CW-100006"))[0]!["match"]!["rule"]);

        (await product.Admin.ChooseAsync("CW-100003", "20001")).Refused(HttpStatusCode.Conflict, "partner_taken");
        (await product.Admin.ChooseAsync("CW-100003", "20999")).Refused(HttpStatusCode.NotFound, "unknown_partner");
        var chosen = (await product.Admin.ChooseAsync("CW-100003", "20004")).Ok();
        Assert.Equal("choice", (string?)chosen["match"]!["rule"]);
        (await product.Admin.ChooseAsync("CW-100003", "20003")).Refused(HttpStatusCode.Conflict, "already_linked");
    }

    private async Task WrongMatch_IsNeverMatchedAgain_UnlessAPersonChooses()
    {
        await product.Admin.UntilAsync("CW-100005", link => link.IsQuiet);
        (await product.Admin.TryUnlinkAsync(["CW-100005"], "wrongMatch")).Ok();
        for (var times = 0; times < 2; times++)
        {
            var again = (await product.Admin.LinkAsync("CW-100005"))[0]!;
            Assert.Equal("needsChoice", (string?)again["result"]);
            Assert.DoesNotContain(again["candidates"]!.AsArray(), candidate => (string?)candidate!["record"] == "20005");
        }

        Assert.Equal(["20005"], (await product.Admin.LinkAsItIsAsync("CW-100005")).Never);
        var chosen = (await product.Admin.ChooseAsync("CW-100005", "20005")).Ok();
        Assert.Equal("linked", (string?)chosen["result"]);
        Assert.Empty((await product.Admin.LinkAsItIsAsync("CW-100005")).Never);

        // Said again, and taken back by a person: the rules match the two once more.
        await product.Admin.UntilAsync("CW-100005", link => link.IsQuiet);
        (await product.Admin.TryUnlinkAsync(["CW-100005"], "wrongMatch")).Ok();
        await product.Admin.UntilAsync("CW-100005", link => link.Status == "unlinked");
        var path = $"/v1/links/{ApiCaller.Integration}/CW-100005/never/20005";
        Assert.True((bool)(await product.Admin.DeleteAsync(path)).Ok()["changed"]!);
        Assert.False((bool)(await product.Admin.DeleteAsync(path)).Ok()["changed"]!);
        (await product.Demo.Client.DeleteAsync(path)).Refused(HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal("linked", (string?)(await product.Admin.LinkAsync("CW-100005"))[0]!["result"]);
        Assert.Contains(await product.Admin.HistoryAsync("CW-100005"), entry => (string?)entry["what"] == "allowed");
    }

    private async Task<IReadOnlyList<string>> FoundAsync(string client, string? query)
    {
        var asked = query is null ? string.Empty : $"?query={Uri.EscapeDataString(query)}";
        var page = (await product.Admin.GetAsync($"/v1/links/{ApiCaller.Integration}/{client}/candidates{asked}")).Ok();
        return [.. page["records"]!.AsArray().Select(record => (string)record!["record"]!).Order(StringComparer.Ordinal)];
    }

    private static string Told(JsonNode outcome) => (string?)outcome["result"] == "linked"
        ? $"{outcome["match"]!["rule"]} {outcome["partner"]!["record"]}"
        : (string)outcome["result"]!;
}

public sealed class MatchingOnFileTests(DemoProduct fixture) : MatchingTests(fixture), IClassFixture<DemoProduct>;
