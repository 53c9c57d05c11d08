using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Counterpart.Tests.Api;

namespace Counterpart.Tests.EndToEnd;

/// <summary>Events of the whole product, over its store.</summary>
public abstract class LiveEventTests(ProductFixture fixture)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Product Product => fixture.Product;

    [Fact]
    public async Task Edit_AtTheHub_IsHeardWithinASecondAsItMovesOn()
    {
        var pair = Pair.Of(1);
        await Product.LinkedAsync(pair.Client);
        using var stream = await ListenAsync(Product.Admin, null);
        using var events = await EventReader.OfAsync(stream);
        Assert.Equal("ready", (await events.NextAsync())!.Value.Name);
        var edited = RealClock.Instance.GetTimestamp();
        await Product.Hub.EditAsync(pair.Client, new { employer = "Zephyr" });
        var seen = await UntilAsync(events, "fieldChanged", "employer");
        Assert.Equal("Zephyr", (string?)seen["value"]);
        TestContext.Current.TestOutputHelper?.WriteLine($"{RealClock.Instance.GetElapsedTime(edited).TotalMilliseconds} ms");
        await UntilAsync(events, "fieldWritten", "employer");
    }

    [Fact]
    public async Task Events_OfAClientAndAnotherFirm_AreTheirOwn()
    {
        await Product.LinkedAsync("CW-100001", "CW-100002");
        using var own = await ListenAsync(Product.Demo.Client, null);
        using var other = await ListenAsync(Product.Other.Admin, null);
        using var ownEvents = await EventReader.OfAsync(own);
        await ownEvents.NextAsync();
        await Product.Hub.EditAsync("CW-100002", new { employer = "Not mine" });
        await Product.Admin.UntilAsync("CW-100002", link => link.IsAgreed && link.Partnered("employer") == "Not mine");
        await Product.Hub.EditAsync("CW-100001", new { employer = "Mine" });
        await Product.Admin.UntilAsync("CW-100001", link => link.IsAgreed && link.Partnered("employer") == "Mine");
        for (var changes = 0; changes < 3; changes++)
        {
            Assert.Equal("CW-100001", (string?)(await ownEvents.NextAsync())!.Value.Data["client"]);
        }

        using var otherEvents = await EventReader.OfAsync(other);
        Assert.Equal("ready", (await otherEvents.NextAsync())!.Value.Name);
        await Product.NewDataEpochAsync(Cancel);
        Assert.Null(await otherEvents.NextAsync());
    }

    [Fact]
    public async Task Listener_ThatReconnectsAtRandomUnderLoad_HearsEachRecordOnce()
    {
        var pairs = Pair.Range(10, 12);
        await Product.LinkedAsync([.. pairs.Select(pair => pair.Client)]);
        using var first = await ListenAsync(Product.Admin, null);
        using var start = await EventReader.OfAsync(first);
        var from = (await start.NextAsync())!.Value.Id;
#pragma warning disable RS0030 // Seeded.
        var dice = new Random(7);
#pragma warning restore RS0030
        var load = Task.Run(
            async () =>
            {
                for (var round = 0; round < 8; round++)
                {
                    await Task.WhenAll(pairs.Select(pair => Product.Hub.EditAsync(pair.Client, new { employer = $"Round {round}" })));

                    // Edits are told a moment after they are made, and one that was overtaken by then not at all.
                    await Task.WhenAll(pairs.Select(pair => Product.Admin.UntilAsync(pair.Client, link => link.IsAgreed && link.Hub("employer") == $"Round {round}")));
                }
            },
            Cancel);
        var heard = new List<long>();
        var last = from;
        for (var quiet = false; !quiet;)
        {
            quiet = load.IsCompleted;
            using var stream = await ListenAsync(Product.Admin, last);
            using var events = await EventReader.OfAsync(stream);
            Assert.Equal("ready", (await events.NextAsync())!.Value.Name);
            var end = await Product.LastSeqAsync("demo", Cancel);
            for (var left = dice.Next(1, 40); (quiet || left > 0) && Seq(last) < end; left--)
            {
                var heardNow = (await events.NextAsync())!.Value;
                heard.Add((long)heardNow.Data["seq"]!);
                last = heardNow.Id;
            }
        }

        await load;
        Assert.True(heard.Count >= 8 * 12, $"{heard.Count} heard");
        Assert.Equal(Enumerable.Range(1, heard.Count).Select(place => Seq(from) + place), heard);
    }

    private static long Seq(string id) => long.Parse(id[(id.LastIndexOf('-') + 1)..], System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<JsonNode> UntilAsync(EventReader events, string kind, string path)
    {
        var end = RealClock.Instance.GetUtcNow() + TimeSpan.FromSeconds(60);
        while (RealClock.Instance.GetUtcNow() < end && await events.NextAsync() is { } heard)
        {
            if (heard.Data["changes"]!.AsArray().FirstOrDefault(change => (string?)change!["kind"] == kind && (string?)change["path"] == path) is { } found)
            {
                return found;
            }
        }

        throw new InvalidOperationException($"No {kind} of {path} was heard.");
    }

    /// <summary>As a listener does that is told that its last connections are not all gone yet.</summary>
    private async Task<HttpResponseMessage> ListenAsync(ApiCaller caller, string? last)
    {
        while (true)
        {
            var response = await TryListenAsync(caller, last);
            if (response.StatusCode != System.Net.HttpStatusCode.ServiceUnavailable)
            {
                return response;
            }

            response.Dispose();
            await Task.Delay(100, Cancel);
        }
    }

    private async Task<HttpResponseMessage> TryListenAsync(ApiCaller caller, string? last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Product.Address, "/v1/events"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", caller.Key);
        if (last is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        }

        return await Product.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
    }
}

public sealed class LiveEventOnFileTests(PairsProduct fixture) : LiveEventTests(fixture), IClassFixture<PairsProduct>;

public sealed class LiveEventOnPostgresTests(PostgresPairsProduct fixture) : LiveEventTests(fixture), IClassFixture<PostgresPairsProduct>;
