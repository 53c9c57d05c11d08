using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Tests.EndToEnd;

/// <summary>F3, E10: how a channel fares, and what people do to it.</summary>
public abstract class ChannelStateTests(ProductFixture fixture)
{
    private readonly Product product = fixture.Product;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Paused_NothingIsReadOrWritten_AndBothSidesAreReconciledAfter()
    {
        var (client, contact) = Pair.Of(1);
        await product.LinkedAsync(client);
        Assert.Equal("paused", (string?)(await product.Admin.ActOnChannelAsync("wealthbox", "pause")).Ok()["condition"]);
        await product.Admin.ChannelAsync("wealthbox", "paused");
        var calls = (await product.Partner.PollCallsAsync()).Count(IsOfDemo);

        await product.Hub.EditAsync(client, new { jobTitle = "Meanwhile" });
        await product.Partner.EditAsync(contact, new { company_name = "Elsewhere" });
        await product.Hub.PollsAsync(5);
        Assert.Equal(calls, (await product.Partner.PollCallsAsync()).Count(IsOfDemo));
        Assert.Empty(await product.Partner.SyncedAsync(contact));

        (await product.Admin.ActOnChannelAsync("wealthbox", "resume")).Ok();
        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Meanwhile");
        await product.Hub.UntilAsync(client, client => (string?)client["employer"] == "Elsewhere");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        (await product.Admin.ActOnChannelAsync("nowhere", "pause")).Refused(System.Net.HttpStatusCode.NotFound, "not_found");
        (await product.Demo.Adviser.ActOnChannelAsync("wealthbox", "pause")).Refused(System.Net.HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task SystemDown_OpensTheCircuit_AndClosesItWhenItIsBack()
    {
        var (client, contact) = Pair.Of(2);
        await product.LinkedAsync(client);
        var good = await StatusAsync(status => status is { Condition: ChannelCondition.Running, CompletePass: not null, StaleSince: null });
        Assert.NotNull(good.LastCall);
        await product.Partner.FaultAsync(new { kind = "Fail", status = 503 });

        var down = await StatusAsync(status => status.Condition == ChannelCondition.CircuitOpen);
        Assert.Equal("unavailable", down.LastFailure!.Kind);
        Assert.Contains("503", down.LastFailure.Reason, StringComparison.Ordinal);
        Assert.NotNull(down.RetryAt);
        await product.Hub.EditAsync(client, new { jobTitle = "Patient" });
        await product.Hub.PollsAsync(5);
        Assert.Equal("owed", (string?)(await product.Admin.LinkAsItIsAsync(client)).Path("jobTitle")!["status"]);

        await product.Partner.ClearFaultsAsync();
        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Patient");
        await StatusAsync(status => status.Condition == ChannelCondition.Running);
    }

    [Fact]
    public async Task CredentialRefused_IsANotice_UntilTheSystemAcceptsOne()
    {
        await StatusAsync(status => status.Condition == ChannelCondition.Running);
        await product.Partner.FaultAsync(new { kind = "Fail", status = 401 });
        var notice = await NoticeAsync(notices => notices.Count == 1);
        Assert.Equal(("wealthbox", "credentialRefused", "renewCredential", "firmAdmin"), ((string?)notice!["system"], (string?)notice["cause"], (string?)notice["remedy"], (string?)notice["who"]));
        Assert.Null((string?)notice["client"]);
        await StatusAsync(status => status.Condition == ChannelCondition.CircuitOpen);

        // Entered anew it is tried at once, and not when the circuit would close.
        await product.Partner.ClearFaultsAsync();
        Assert.IsType<Counterpart.Systems.ProbeResult.Reached>(await product.ConnectAsync("demo", "wealthbox", "wb-demo-sync", Cancel));
        await NoticeAsync(notices => notices.Count == 0);
        await StatusAsync(status => status.Condition == ChannelCondition.Running);
    }

    [Fact]
    public async Task TenEditsOfAField_OweOnePush()
    {
        var (client, contact) = Pair.Of(3);
        await product.LinkedAsync(client);

        for (var edit = 1; edit <= 10; edit++)
        {
            await product.Hub.EditAsync(client, new { jobTitle = $"Draft {edit}" });
        }

        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Draft 10");
        await product.Admin.UntilAsync(client, link => link.IsAgreed);
        Assert.Single(await product.Partner.SyncedAsync(contact));
        Assert.Single(await product.Partner.SyncCallsAsync(contact, "PUT"));
    }

    [Fact]
    public async Task ObserveOnly_ShowsWhatIsOwed_AndWritesNothing()
    {
        var (client, contact) = Pair.Of(4);
        await product.LinkedAsync(client);
        var view = await product.Node.Integrations.ViewAsync("demo", ApiCaller.Integration, Cancel);
        await product.Node.Integrations.PutAsync("demo", ApiCaller.Integration, view.Settings with { ObserveOnly = true }, null, Cancel);

        await product.Hub.EditAsync(client, new { jobTitle = "Shown" });
        await product.Admin.UntilAsync(client, link => (string?)link.Path("jobTitle")?["status"] == "owed");
        await product.Partner.PollsAsync(20);
        Assert.Empty(await product.Partner.SyncCallsAsync(contact, "PUT"));
        Assert.False((await product.Admin.LinkAsItIsAsync(client)).WriteInFlight);

        (await product.Admin.SetUpAsync(new { enabled = true, first = "hub", taxIdField = "Tax ID" })).Ok();
        await product.Partner.UntilAsync(contact, contact => (string?)contact["job_title"] == "Shown");
    }

    [Fact]
    public async Task Freshness_UnchangedLink_IsKnownAsOfTheLastPass()
    {
        var (client, _) = Pair.Of(5);
        await product.LinkedAsync(client);
        var key = new LinkKey("demo", ApiCaller.Integration, client);
        var state = StoredState.Of((await product.Node.Store.LoadLinksAsync([key], Cancel))[0]);
        var before = product.Node.Channels.Freshness(state);

        await product.Partner.PollsAsync(6);
        await product.Hub.PollsAsync(6);

        var after = product.Node.Channels.Freshness(state);
        Assert.True(after.Hub > before.Hub && after.Partner > before.Partner, $"{before} {after}");
        Assert.Equal(new Freshness(null, null), product.Node.Channels.Freshness(LinkState.New(key)));
    }

    private async Task<System.Text.Json.Nodes.JsonNode?> NoticeAsync(Func<List<System.Text.Json.Nodes.JsonNode>, bool> holds) => (await Eventually.GetAsync(
        () => product.Admin.NoticesAsync("?cause=credentialRefused"), holds, Cancel)).FirstOrDefault();

    private static bool IsOfDemo(System.Text.Json.Nodes.JsonNode call) => (string?)call["tenant"] == "9001";

    private Task<ChannelStatus> StatusAsync(Func<ChannelStatus, bool> holds) => Eventually.GetAsync(
        async () => (await product.Node.Channels.StatusAsync("demo", Cancel)).Single(status => status.System == "wealthbox"), holds, Cancel);

    /// <summary>A debounce that is longer than ten edits take.</summary>
    public class Bursts : ProductFixture
    {
        internal override ProductSettings Settings { get; } = new() { World = "pairs:6", Tune = tuning => tuning.Debounce = TimeSpan.FromSeconds(2) };
    }
}

public sealed class ChannelStateOnFileTests(ChannelStateTests.Bursts fixture) : ChannelStateTests(fixture), IClassFixture<ChannelStateTests.Bursts>;
