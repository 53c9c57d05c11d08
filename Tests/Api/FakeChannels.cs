using System.Collections.Immutable;
using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Tests.Api;

/// <summary>One channel of the firm bayside, to ClientWorks, and one of another firm.</summary>
internal sealed class FakeChannels : IChannels
{
    public static readonly DateTimeOffset At = FakeLinkService.At;

    private static readonly string[] Firms = ["bayside", "newport"];

    public bool Paused { get; private set; }

    /// <summary>A person's last decision about the brake.</summary>
    public bool? Accepted { get; private set; }

    public bool IsBraked { get; set; } = true;

    public bool IsRefused { get; set; }

    public Task<ImmutableArray<ChannelStatus>> StatusAsync(string? firm, CancellationToken cancel) =>
        Task.FromResult<ImmutableArray<ChannelStatus>>([.. Firms.Where(one => firm is null || one == firm).Select(Status)]);

    public Task<bool> PauseAsync(string firm, string system, bool paused, CancellationToken cancel)
    {
        Paused = system == "clientworks" ? paused : Paused;
        return Task.FromResult(system == "clientworks");
    }

    public Task<bool> ReleaseBrakeAsync(string firm, string system, bool accept, CancellationToken cancel)
    {
        Accepted = IsBraked ? accept : Accepted;
        return Task.FromResult(IsBraked);
    }

    private ChannelStatus Status(string firm) => new()
    {
        Firm = firm,
        System = "clientworks",
        Condition = Paused ? ChannelCondition.Paused : IsBraked ? ChannelCondition.Braked : ChannelCondition.Running,
        CompletePass = At,
        LastCall = At,
        LastFailure = new ChannelFailure(At, IsRefused ? "unauthorized" : "unavailable", "not for others: Laurent"),
        FailingSince = IsRefused ? At : null,
        Brake = IsBraked ? new Brake(At, 14, 190, "CW-14") : null,
        Budget = new BudgetView(TimeSpan.FromSeconds(5), [new WindowView(300, TimeSpan.FromMinutes(5), 120, 30, 180, 0.4, At, null, new CallForecast(TimeSpan.FromMinutes(5), At, At, 124, 9, null), null)]),
        AsOf = At,
    };
}
