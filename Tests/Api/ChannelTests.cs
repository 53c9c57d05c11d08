using System.Net;
using Counterpart.Api;
using Counterpart.Hosting;

namespace Counterpart.Tests.Api;

public sealed class ChannelTests : IAsyncLifetime
{
    private readonly ApiHost host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task Channels_ForAnAdministrator_AreTheOwnFirms()
    {
        using var response = await host.GetAsync("/v1/channels");
        var channel = Assert.Single((await response.OkAsync<ChannelsAnswer>()).Channels);
        Assert.Equal(("bayside", "clientworks", ChannelCondition.Braked, "CW-14"), (channel.Firm, channel.System, channel.Condition, channel.Brake?.Example));
    }

    [Fact]
    public async Task Channels_ForAnOperator_AreAllAndNameNoClient()
    {
        using var response = await host.GetAsync("/v1/channels", "operator");
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("CW-14", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Laurent", text, StringComparison.Ordinal);
        Assert.Equal(["bayside", "newport"], (await response.OkAsync<ChannelsAnswer>()).Channels.Select(channel => channel.Firm));
    }

    [Fact]
    public async Task Budgets_OfAFirm_SayWhatIsLeftAndWhenItEnds()
    {
        using var response = await host.GetAsync("/v1/budgets");
        var budget = Assert.Single((await response.OkAsync<BudgetsAnswer>()).Budgets);
        var window = Assert.Single(budget.Windows);
        Assert.Equal((300, 300.0, 120, 180, 0.4, FakeChannels.At), (window.Limit, window.Seconds, window.Spent, window.Left, window.PerSecond, window.EndsAt));
        Assert.Equal(124, window.Forecast?.Expected);
    }

    [Fact]
    public async Task Pause_AndResume_AreDoneAndAnswered()
    {
        using var paused = await host.SendAsync(HttpMethod.Post, "/v1/channels/clientworks/pause", "firmAdmin");
        Assert.Equal(ChannelCondition.Paused, (await paused.OkAsync<ChannelItem>()).Condition);
        using var resumed = await host.SendAsync(HttpMethod.Post, "/v1/channels/clientworks/resume", "firmAdmin");
        Assert.Equal(ChannelCondition.Braked, (await resumed.OkAsync<ChannelItem>()).Condition);
        using var unknown = await host.SendAsync(HttpMethod.Post, "/v1/channels/wealthbox/pause", "firmAdmin");
        await unknown.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Brake_Decided_IsPassedOn(bool accept)
    {
        using var response = await host.PostAsync("/v1/channels/clientworks/brake", accept ? """{"accept":true}""" : """{"accept":false}""");
        await response.OkAsync<ChannelItem>();
        Assert.Equal(accept, host.Channels.Accepted);
    }

    [Fact]
    public async Task Brake_ThatIsNotOn_IsAProblem()
    {
        host.Channels.IsBraked = false;
        using var response = await host.PostAsync("/v1/channels/clientworks/brake", """{"accept":true}""");
        await response.ProblemAsync(HttpStatusCode.Conflict, ProblemCode.NotBraked);
        using var unknown = await host.PostAsync("/v1/channels/wealthbox/brake", """{"accept":true}""");
        await unknown.ProblemAsync(HttpStatusCode.NotFound, ProblemCode.NotFound);
        using var empty = await host.PostAsync("/v1/channels/clientworks/brake", "{}");
        await empty.FaultAsync("accept", "/accept", "is missing");
    }
}
