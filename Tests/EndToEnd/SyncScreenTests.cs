using System.Net;
using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>B4 to B7 and A14: fields compared, moved by a person, refreshed; what waits for somebody.</summary>
public abstract class SyncScreenTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    [Fact]
    public async Task Conflict_IsANoticeUntilAPersonResolvesIt()
    {
        var (client, contact) = Pair.Of(51);
        await ConflictAsync(client, contact);

        var notice = Assert.Single(await product.Admin.NoticesAsync($"?client={client}"));
        Assert.Equal(("conflict", "birthDate", "resolve", "adviser"), ((string?)notice["cause"], (string?)notice["path"], (string?)notice["remedy"], (string?)notice["who"]));
        var listed = (await product.Admin.GetAsync("/v1/links?notices=true&differing=true")).Ok()["links"]!.AsArray();
        Assert.Equal(1, (int)listed.Single(link => (string?)link!["client"] == client)!["differing"]!);
        Assert.Equal(1, (int)(await product.Admin.CompareAsync(client))["differing"]!);

        var applied = (await product.Admin.ApplyAsync(client, "resolve", ("birthDate", "partner"))).Ok();

        Assert.Equal("applied", (string?)applied["results"]![0]!["result"]);
        await product.Hub.UntilAsync(client, client => (string?)client["birthDate"] == "1961-01-01");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Empty(await product.Admin.NoticesAsync($"?client={client}"));
        var won = (await product.Admin.HistoryAsync(client, "birthDate")).First(entry => (string?)entry["what"] == "won");
        Assert.Equal(("person", "partner", "1960-01-01"), ((string?)won["rule"], (string?)won["side"], (string?)won["lost"]!["value"]));
        Assert.StartsWith("key:", (string?)won["actor"], StringComparison.Ordinal);
        Assert.Equal((long)applied["seq"]!, (long)won["seq"]!);
    }

    [Fact]
    public async Task Apply_WhatChangedSinceItWasShown_IsRefusedWithThePresentValueAndTheRestIsApplied()
    {
        var (client, contact) = Pair.Of(52);
        await ConflictAsync(client, contact);
        var shown = Field(await product.Admin.CompareAsync(client), "birthDate");
        await product.Hub.EditAsync(client, new { name = new { nickname = "Nick" } });
        await product.Partner.UntilAsync(contact, contact => (string?)contact["nickname"] == "Nick");
        await product.Admin.UntilAsync(client, link => link.IsQuiet);
        var (hub, partner) = ((long)shown["hub"]!["version"]!, (long)shown["partner"]!["version"]!);

        var answer = await ApplyAsync(client, ("birthDate", "hub", hub - 1, partner), ("name/nickname", "hub", 1_000, 1_000), ("shoes", "hub", 0, 0));

        Assert.Equal(["changed", "changed", "unknown"], answer["results"]!.AsArray().Select(result => (string?)result!["result"]));
        Assert.Null((long?)answer["seq"]);
        Assert.Equal(("1960-01-01", hub), ((string?)answer["results"]![0]!["hub"]!["value"], (long)answer["results"]![0]!["hub"]!["version"]!));
        Assert.DoesNotContain(await product.Hub.SyncedAsync(client), change => change.ToJsonString().Contains("birthDate", StringComparison.Ordinal));

        var mixed = await ApplyAsync(client, ("birthDate", "hub", hub, partner), ("name/last", "partner", 1_000, 1_000));
        Assert.Equal(["applied", "changed"], mixed["results"]!.AsArray().Select(result => (string?)result!["result"]));
        await product.Partner.UntilAsync(contact, contact => (string?)contact["birth_date"] == "1960-01-01");
    }

    [Fact]
    public async Task Apply_RepeatedWithItsKey_AnswersTheSameAndDoesNothingTwice()
    {
        var (client, contact) = Pair.Of(53);
        await ConflictAsync(client, contact);
        var shown = Field(await product.Admin.CompareAsync(client), "birthDate");
        object Body(string stands) => new
        {
            choices = new[] { new { path = "birthDate", stands, hubVersion = (long)shown["hub"]!["version"]!, partnerVersion = (long)shown["partner"]!["version"]! } },
        };
        var path = $"/v1/links/{ApiCaller.Integration}/{client}/resolve";
        var first = (await product.Admin.PostAsync(path, Body("hub"), "resolve-53")).Ok();
        await product.Partner.UntilAsync(contact, contact => (string?)contact["birth_date"] == "1960-01-01");

        var again = (await product.Admin.PostAsync(path, Body("hub"), "resolve-53")).Ok();

        Assert.True((bool)again["repeated"]!);
        Assert.Equal(first["results"]!.ToJsonString(), again["results"]!.ToJsonString());
        (await product.Admin.PostAsync(path, Body("partner"), "resolve-53")).Refused(HttpStatusCode.UnprocessableEntity, "key_reused");
        (await product.Admin.PostAsync(path.Replace("resolve", "sync", StringComparison.Ordinal), Body("hub"), "resolve-53")).Refused(HttpStatusCode.UnprocessableEntity, "key_reused");
        Assert.Single(await product.Admin.HistoryAsync(client, "birthDate"), entry => (string?)entry["rule"] == "person");
    }

    [Fact]
    public async Task PauseAndResume_WhatIsEditedMeanwhileIsReconciledAfter()
    {
        var (client, contact) = Pair.Of(54);
        await product.LinkedAsync(client);
        Assert.Equal("paused", (string?)(await product.Admin.ActAsync(client, "pause", "pause-54")).Ok()["status"]);
        Assert.Null((long?)(await product.Admin.ActAsync(client, "pause")).Ok()["seq"]);

        await product.Hub.EditAsync(client, new { jobTitle = "Diver" });
        await product.Partner.EditAsync(contact, new { company_name = "Deep Sea" });
        await product.Admin.UntilAsync(client, link => link.Hub("jobTitle") == "Diver" && link.Partnered("employer") == "Deep Sea");
        await product.Hub.PollsAsync(3);
        await product.Partner.PollsAsync(3);
        Assert.Empty(await product.Hub.SyncedAsync(client));
        Assert.Empty(await product.Partner.SyncedAsync(contact));
        Assert.Equal(2, (int)(await product.Admin.CompareAsync(client))["differing"]!);

        Assert.Equal("linked", (string?)(await product.Admin.ActAsync(client, "resume")).Ok()["status"]);
        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Diver");
        await product.Hub.UntilAsync(client, client => (string?)client["employer"] == "Deep Sea");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        var told = (await product.Admin.HistoryAsync(client)).Select(entry => (string?)entry["what"]).ToList();
        Assert.Contains("paused", told);
        Assert.Contains("resumed", told);
        Assert.True((bool)(await product.Admin.ActAsync(client, "pause", "pause-54")).Ok()["repeated"]!);
    }

    [Fact]
    public async Task Act_OnAClientThatIsNotLinked_IsNotLinked()
    {
        var client = Pair.Of(55).Client;
        foreach (var act in new[] { "pause", "resume", "refresh" })
        {
            (await product.Admin.ActAsync(client, act)).Refused(HttpStatusCode.Conflict, "not_linked");
        }

        var body = new { choices = new[] { new { path = "birthDate", stands = "hub", hubVersion = 1, partnerVersion = 1 } } };
        (await product.Admin.PostAsync($"/v1/links/{ApiCaller.Integration}/{client}/sync", body)).Refused(HttpStatusCode.Conflict, "not_linked");
        Assert.Empty(await product.Admin.HistoryAsync(client));
    }

    [Fact]
    public async Task Notices_ArePagedAndConfinedToTheOwnBook()
    {
        foreach (var number in new[] { 56, 57, 58 })
        {
            var client = Pair.Of(number).Client;
            await product.LinkedAsync(client);
            await product.Hub.DeleteAsync(client);
            await product.Admin.UntilAsync(client, link => link is { Status: "broken", Notices: ["recordDeleted"] });
        }

        var seen = new List<string>();
        for (string? cursor = string.Empty; cursor is not null;)
        {
            var page = (await product.Admin.GetAsync($"/v1/notices?cause=recordDeleted&limit=1{(cursor.Length == 0 ? "" : $"&cursor={cursor}")}")).Ok();
            Assert.True(page["notices"]!.AsArray().Count <= 1);
            seen.AddRange(page["notices"]!.AsArray().Select(notice => (string)notice!["client"]!));
            cursor = (string?)page["next"];
        }

        Assert.Equal(["CW-100056", "CW-100057", "CW-100058"], seen);
        var books = new Dictionary<string, string?>();
        foreach (var item in (await product.Admin.GetAsync("/v1/clients?status=broken")).Ok()["clients"]!.AsArray())
        {
            books[(string)item!["client"]!] = (string?)item["book"];
        }

        foreach (var (adviser, book) in new[] { (product.Demo.Adviser, "adviser-1"), (product.Demo.OtherAdviser, "adviser-2") })
        {
            var own = (await adviser.NoticesAsync("?cause=recordDeleted")).Select(notice => (string)notice["client"]!);
            Assert.Equal(seen.Where(client => books[client] == book), own);
        }

        Assert.Empty(await product.Other.Admin.NoticesAsync());
        Assert.All(await product.Demo.Client.NoticesAsync(), notice => Assert.Equal("CW-100001", (string?)notice["client"]));
        Assert.Empty(await product.Demo.Client.NoticesAsync("?client=CW-100056"));
    }

    [Fact]
    public async Task Links_OfAPartnerRecord_AreFoundFromThere()
    {
        var (client, contact) = Pair.Of(59);
        await product.LinkedAsync(client);

        var found = (await product.Admin.GetAsync($"/v1/links?partner={contact}")).Ok()["links"]!.AsArray();

        Assert.Equal(client, (string?)Assert.Single(found)!["client"]);
        Assert.NotNull(found[0]!["lastRefreshed"]);
        Assert.Empty((await product.Other.Admin.GetAsync($"/v1/links?partner={contact}")).Ok()["links"]!.AsArray());
        Assert.Empty((await product.Demo.Client.GetAsync($"/v1/links?partner={contact}")).Ok()["links"]!.AsArray());
    }

    private async Task ConflictAsync(string client, string contact)
    {
        await product.LinkedAsync(client);
        await Simultaneous.EditsAsync(
            product,
            () => product.Hub.EditAsync(client, new { birthDate = "1960-01-01" }),
            () => product.Partner.EditAsync(contact, new { birth_date = "1961-01-01" }));
        await product.Admin.UntilAsync(client, link => link.IsQuiet && link.Held("birthDate") == "conflict");
    }

    private static JsonNode Field(JsonNode screen, string path) => screen["fields"]!.AsArray().Single(field => (string?)field!["path"] == path)!;

    private async Task<JsonNode> ApplyAsync(string client, params (string Path, string Stands, long Hub, long Partner)[] choices) =>
        (await product.Admin.PostAsync(
            $"/v1/links/{ApiCaller.Integration}/{client}/sync",
            new { choices = choices.Select(choice => new { path = choice.Path, stands = choice.Stands, hubVersion = choice.Hub, partnerVersion = choice.Partner }) })).Ok();
}

public sealed class SyncScreenOnFileTests(PairsProduct fixture) : SyncScreenTests(fixture), IClassFixture<PairsProduct>;

public sealed class SyncScreenOnPostgresTests(PostgresPairsProduct fixture) : SyncScreenTests(fixture), IClassFixture<PostgresPairsProduct>;
