using System.Net;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A2: a contact is the counterpart of one client only, however close the requests come.</summary>
public abstract class TakenTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    [Fact]
    public async Task TwoClients_LinkedToOneContactAtOnce_OneGetsIt()
    {
        const int Rounds = 12;
        var twins = new List<string>();
        for (var round = 1; round <= Rounds; round++)
        {
            var client = await product.Hub.ReadAsync(Pair.Of(round).Client);
            twins.Add(await product.Hub.CreateAsync(new
            {
                kind = "person",
                adviser = "adviser-1",
                taxId = (string?)client["taxId"],
                name = new { first = "Twin", last = $"Number {round}" },
            }));
        }

        foreach (var twin in twins)
        {
            await KnownAsync(twin);
        }

        for (var round = 0; round < Rounds; round++)
        {
            var (client, contact) = Pair.Of(round + 1);
            var answers = await Task.WhenAll(product.Admin.LinkAsync(client), product.Demo.Adviser.LinkAsync(twins[round]));

            var results = answers.Select(answer => (string?)answer[0]!["result"]).Order(StringComparer.Ordinal);
            Assert.Equal(["linked", "partnerTaken"], results);
            var taken = answers.Select(answer => answer[0]!).Single(outcome => (string?)outcome["result"] == "partnerTaken");
            Assert.Equal(contact, (string?)taken["partner"]?["record"]);
            Assert.Null(taken["match"]);
            await OneLinkAsync(client, twins[round], contact);
        }
    }

    [Fact]
    public async Task TwoClients_OneRequest_OneGetsTheContact()
    {
        var client = await product.Hub.ReadAsync(Pair.Of(40).Client);
        var twin = await product.Hub.CreateAsync(
            new { kind = "person", adviser = "adviser-1", taxId = (string?)client["taxId"], name = new { first = "Twin", last = "Together" } });
        await KnownAsync(twin);

        var outcomes = await product.Admin.LinkAsync(Pair.Of(40).Client, twin);

        Assert.Equal(["linked", "partnerTaken"], outcomes.Select(outcome => (string?)outcome!["result"]).Order(StringComparer.Ordinal));
        await OneLinkAsync(Pair.Of(40).Client, twin, Pair.Of(40).Contact);
    }

    [Fact]
    public async Task TwoClients_OneContactChosenAtOnce_OneGetsIt()
    {
        for (var round = 50; round < 70; round += 2)
        {
            var (one, other, contact) = (Pair.Of(round).Client, Pair.Of(round + 1).Client, Pair.Of(round).Contact);

            var answers = await Task.WhenAll(product.Admin.ChooseAsync(one, contact), product.Admin.ChooseAsync(other, contact));

            Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
            answers.Single(answer => answer.Status != HttpStatusCode.OK).Refused(HttpStatusCode.Conflict, "partner_taken");
            await OneLinkAsync(one, other, contact);
            await product.Admin.UntilAsync(answers[0].Status == HttpStatusCode.OK ? one : other, link => link.IsQuiet);
        }
    }

    private async Task KnownAsync(string client) => await Eventually.GetAsync(
        () => product.Admin.GetAsync($"/v1/links/{ApiCaller.Integration}/{client}"),
        answer => answer.Status == HttpStatusCode.OK,
        TestContext.Current.CancellationToken);

    private async Task OneLinkAsync(string one, string other, string contact)
    {
        var links = await Task.WhenAll(product.Admin.LinkAsItIsAsync(one), product.Admin.LinkAsItIsAsync(other));
        var linked = Assert.Single(links, link => link.Status == "linked");
        Assert.Equal(contact, linked.Partner);
        var left = links.Single(link => link.Status != "linked");
        Assert.Equal("unlinked", left.Status);
        Assert.Null(left.Partner);
    }
}

public sealed class TakenOnFileTests(PairsProduct fixture) : TakenTests(fixture), IClassFixture<PairsProduct>;
