using System.Net;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A3 and A7: many clients in one request.</summary>
public abstract class BulkTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    [Fact]
    public async Task Fifty_LinkedRepeatedAndUnlinked_EachHasItsOwnOutcome()
    {
        var clients = Pair.Range(1, 50).Select(pair => pair.Client).ToArray();

        var first = (await product.Admin.TryLinkAsync(clients, "bulk-1")).Ok();
        Assert.Equal(clients, first["outcomes"]!.AsArray().Select(outcome => (string)outcome!["client"]!));
        Assert.All(first["outcomes"]!.AsArray(), outcome => Assert.Equal("linked", (string?)outcome!["result"]));
        Assert.Equal(
            Pair.Range(1, 50).Select(pair => pair.Contact), first["outcomes"]!.AsArray().Select(outcome => (string)outcome!["partner"]!["record"]!));
        Assert.All(first["outcomes"]!.AsArray(), outcome => Assert.InRange((long)outcome!["revision"]!, 1, long.MaxValue));
        var revisions = await QuietRevisionsAsync(clients);

        var again = (await product.Admin.TryLinkAsync(clients, "bulk-1")).Ok();
        Assert.All(again["outcomes"]!.AsArray(), outcome => Assert.True((bool)outcome!["repeated"]!));

        // At which revision a kept answer was decided is not kept.
        Assert.All(again["outcomes"]!.AsArray(), outcome => Assert.Null(outcome!["revision"]));
        Assert.Equal(
            first["outcomes"]!.AsArray().Select(outcome => outcome!["partner"]!.ToJsonString()),
            again["outcomes"]!.AsArray().Select(outcome => outcome!["partner"]!.ToJsonString()));
        Assert.Equal(
            first["outcomes"]!.AsArray().Select(outcome => outcome!["match"]!.ToJsonString()),
            again["outcomes"]!.AsArray().Select(outcome => outcome!["match"]!.ToJsonString()));
        (await product.Admin.TryLinkAsync(clients.Take(49), "bulk-1")).Refused(HttpStatusCode.UnprocessableEntity, "key_reused");
        (await product.Admin.TryUnlinkAsync(clients, idempotencyKey: "bulk-1")).Refused(HttpStatusCode.UnprocessableEntity, "key_reused");
        Assert.Equal(revisions, await QuietRevisionsAsync(clients));

        var unlinked = (await product.Admin.TryUnlinkAsync(clients, idempotencyKey: "bulk-2")).Ok();
        Assert.All(unlinked["outcomes"]!.AsArray(), outcome => Assert.Equal("unlinked", (string?)outcome!["result"]));
        var repeated = (await product.Admin.TryUnlinkAsync(clients, idempotencyKey: "bulk-2")).Ok();
        Assert.All(repeated["outcomes"]!.AsArray(), outcome => Assert.Equal("unlinked", (string?)outcome!["result"]));
        Assert.All(repeated["outcomes"]!.AsArray(), outcome => Assert.True((bool)outcome!["repeated"]!));
        var fresh = await product.Admin.UnlinkAsync(clients);
        Assert.All(fresh, outcome => Assert.Equal("notLinked", (string?)outcome!["result"]));
        var left = await Task.WhenAll(clients.Select(product.Admin.LinkAsItIsAsync));
        Assert.Equal(left.Select(link => link.Revision), fresh.Select(outcome => (long)outcome!["revision"]!));
    }

    [Fact]
    public async Task FiftyOne_Refused_NamingTheLimitAndChangingNothing()
    {
        var clients = Pair.Range(60, 51).Select(pair => pair.Client).ToArray();

        var refused = await product.Admin.TryLinkAsync(clients);

        refused.Refused(HttpStatusCode.BadRequest, "validation");
        Assert.Contains("50", (string?)refused.Json["errors"]![0]!["rule"], StringComparison.Ordinal);
        (await product.Admin.TryUnlinkAsync(clients)).Refused(HttpStatusCode.BadRequest, "validation");
        Assert.All(await Task.WhenAll(clients.Select(product.Admin.LinkAsItIsAsync)), link => Assert.Equal(0, link.Revision));
    }

    [Fact]
    public async Task Mixed_KnownAndUnknown_TheUnknownHinderNobody()
    {
        var outcomes = await product.Admin.LinkAsync("CW-100115", "CW-404", "CW-900001", "CW-100116");

        Assert.Equal(["linked", "unknownClient", "unknownClient", "linked"], outcomes.Select(outcome => (string?)outcome!["result"]));
    }

    [Fact]
    public async Task SameKey_SentTenTimesAtOnce_LinksOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => product.Admin.TryLinkAsync(["CW-100118", "CW-100119"], "at-once")));

        Assert.All(answers, answer => Assert.All(answer.Ok()["outcomes"]!.AsArray(), outcome => Assert.Equal("linked", (string?)outcome!["result"])));
        var history = await product.Admin.HistoryAsync("CW-100118");
        Assert.Single(history, entry => (string?)entry["what"] == "linked");
    }

    private async Task<IReadOnlyList<long>> QuietRevisionsAsync(IEnumerable<string> clients)
    {
        var links = await Task.WhenAll(clients.Select(client => product.Admin.UntilAsync(client, link => link.IsAgreed)));
        return [.. links.Select(link => link.Revision)];
    }
}

public sealed class BulkOnFileTests(PairsProduct fixture) : BulkTests(fixture), IClassFixture<PairsProduct>;

public sealed class BulkOnPostgresTests(PostgresPairsProduct fixture) : BulkTests(fixture), IClassFixture<PostgresPairsProduct>;
