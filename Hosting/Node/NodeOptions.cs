namespace Counterpart.Hosting;

/// <summary>What one node needs to know.</summary>
public sealed class NodeOptions
{
    /// <summary>Database, key ring and hash key are kept here; made when it is not there.</summary>
    public required string DataFolder { get; init; }

    public HostTuning Tuning { get; init; } = new();

    public GroupCommitterOptions Commits { get; init; } = new();

    public LinkHostOptions Links { get; init; } = new();
}
