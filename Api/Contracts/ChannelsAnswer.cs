using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>How the channels to systems fare: of the own firm, or for an operator of all.</summary>
public sealed record ChannelsAnswer(IReadOnlyList<ChannelItem> Channels);

/// <summary>A firm's channel to a system.</summary>
/// <param name="Condition">Whether it runs, and if not, why.</param>
/// <param name="CompletePass">Start of the last complete pass: edits before it have been seen. Null before the first.</param>
/// <param name="CompleteSweep">Start of the last complete slow pass over everything.</param>
/// <param name="LastCall">When a call last succeeded.</param>
/// <param name="StaleSince">Since when what is known of the system may be out of date; null while passes end when they should.</param>
/// <param name="LastFailure">The last call that failed.</param>
/// <param name="RetryAt">When the system is called again, while it is down or asked to wait.</param>
/// <param name="Brake">What a person has to decide before the channel goes on.</param>
/// <param name="AsOf">When all this was so.</param>
public sealed record ChannelItem(
    string Firm,
    string System,
    ChannelCondition Condition,
    DateTimeOffset? CompletePass,
    DateTimeOffset? CompleteSweep,
    DateTimeOffset? LastCall,
    DateTimeOffset? StaleSince,
    FailureItem? LastFailure,
    DateTimeOffset? RetryAt,
    BrakeItem? Brake,
    DateTimeOffset AsOf)
{
    /// <param name="names">Whether a client may be named.</param>
    public static ChannelItem Of(ChannelStatus status, bool names) => new(
        status.Firm,
        status.System,
        status.Condition,
        status.CompletePass,
        status.CompleteSweep,
        status.LastCall,
        status.StaleSince,
        status.LastFailure is { } failure ? new FailureItem(failure.Kind, failure.At) : null,
        status.RetryAt,
        status.Brake is { } brake ? new BrakeItem(brake.At, brake.Links, brake.Of, names ? brake.Example : null) : null,
        status.AsOf);
}

/// <param name="Kind">What kind of failure: <c>unreachable limited forbidden rejected</c>, and others as they come.</param>
public sealed record FailureItem(string Kind, DateTimeOffset At);

/// <summary>A pass would blank or delete values of too many links.</summary>
/// <param name="Links">Of how many links.</param>
/// <param name="Of">How many links there are, at least.</param>
/// <param name="Example">A record that it concerns; null for an operator.</param>
public sealed record BrakeItem(DateTimeOffset At, int Links, int Of, string? Example);

/// <summary>A person's decision about a channel that stands still.</summary>
/// <param name="Accept">True: what was read is meant so, and is taken over. False: it is read again.</param>
public sealed record BrakeRequest(bool Accept);
