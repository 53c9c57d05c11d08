using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Load.Fuzz;

/// <summary>What a channel saved, read by the one that takes it over: what is read has to be fit to go on from.</summary>
internal static class ChannelStates
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddYears(56);
    private static readonly CaptureTraits Traits = new(HasFeed: false, TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(1));

    public static byte[]? Again(byte[] bytes)
    {
        try
        {
            var state = ChannelState.Read(bytes);
            GoOn(state);
            return ChannelState.Write(state);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The first steps of a new holder.</summary>
    private static void GoOn(ChannelState state)
    {
        var capture = ChangeCapture.Start(ChangeCapture.Abandon(state.Capture), Traits, Now);
        ChangeCapture.UnchangedSince(capture, Traits);
        ChangeCapture.Advance(capture, Traits, next: null, position: null, total: 10);
        var budget = new CallBudget([new CallWindow(300, TimeSpan.FromMinutes(5)), new CallWindow(5000, TimeSpan.FromDays(1))])
        {
            Buckets = state.Spent,
            LongBuckets = state.SpentLong,
            Told = state.Told,
            Made = state.Made,
        };
        var meter = new CallMeter("wealthbox", budget, state.Health, state.Forecasts);
        meter.TryTake(Now, 2, CallKind.Push, out _);
        meter.Planned(Now, new PollNeeds(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(5), 1, 0.1, Active: true), TimeSpan.FromSeconds(10));
        meter.Unreachable(Now, new ChannelFailure(Now, "unavailable", "fuzzed"));
    }
}
