using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>How a firm's channel to a system fares, from whichever node it is asked.</summary>
public sealed record ChannelStatus
{
    public required string Firm { get; init; }

    public required string System { get; init; }

    public required ChannelCondition Condition { get; init; }

    /// <summary>The node that runs it; null while none does.</summary>
    public string? Holder { get; init; }

    /// <summary>Start of the last complete pass: edits before it have been seen.</summary>
    public DateTimeOffset? CompletePass { get; init; }

    /// <summary>Start of the last complete slow pass over everything.</summary>
    public DateTimeOffset? CompleteSweep { get; init; }

    /// <summary>When a call last succeeded.</summary>
    public DateTimeOffset? LastCall { get; init; }

    /// <summary>Since when what is known of the system may be out of date; null while passes end when they should.</summary>
    public DateTimeOffset? StaleSince { get; init; }

    /// <summary>When the first of its latest calls failed, while none has succeeded since.</summary>
    public DateTimeOffset? FailingSince { get; init; }

    public ChannelFailure? LastFailure { get; init; }

    /// <summary>When the system is called again, while the circuit is open or the system asked to wait.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>What a person has to decide before the channel goes on.</summary>
    public Brake? Brake { get; init; }

    public BudgetView Budget { get; init; } = BudgetView.None;

    /// <summary>When all this was so: now on the node that runs the channel, else when that node last saved it.</summary>
    public DateTimeOffset AsOf { get; init; }
}

public enum ChannelCondition
{
    /// <summary>No node runs it.</summary>
    Stopped,

    /// <summary>The first pass is under way: matches and choices wait for it.</summary>
    FirstPass,

    Running,

    /// <summary>The system asked to wait.</summary>
    Limited,

    /// <summary>The system is down, and is tried from time to time.</summary>
    CircuitOpen,

    /// <summary>Too many values would be blanked: a person has to decide.</summary>
    Braked,

    /// <summary>A person stopped it.</summary>
    Paused,
}
