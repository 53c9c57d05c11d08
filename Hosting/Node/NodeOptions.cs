namespace Counterpart.Hosting;

/// <summary>What one node needs to know.</summary>
public sealed class NodeOptions
{
    /// <summary>Database, key ring and hash key are kept here, unless <see cref="StoreTuning"/> has them elsewhere; made when it is not there.</summary>
    public required string DataFolder { get; init; }

    /// <summary>False for a command that only sets up: nothing is read from the outside systems, or written to them.</summary>
    public bool RunChannels { get; init; } = true;

    /// <summary>True for a node that serves the API only: other nodes on the same store run the channels.</summary>
    public bool OnlyFollowChannels { get; init; }

    /// <summary>
    /// Runs the links elsewhere; null: they run in this process. Channels are then started by <see cref="Node.StartChannelsAsync"/>, when it is up.
    /// </summary>
    public ILinkHost? Host { get; init; }

    public HostTuning Tuning { get; init; } = new();

    public BackupOptions Backup { get; init; } = new();

    public GroupCommitterOptions Commits { get; init; } = new();

    public LinkHostOptions Links { get; init; } = new();

    public EventOptions Events { get; init; } = new();
}
