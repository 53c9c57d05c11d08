namespace Counterpart.Load.Lab.Cluster;

/// <summary>What is done to a cluster in one run.</summary>
internal sealed record ClusterPlan
{
    public required TimeSpan Duration { get; init; }

    /// <summary>Edits per second on each side.</summary>
    public required int Rate { get; init; }

    /// <summary>Silos killed, one after another; 0: none.</summary>
    public required int Kills { get; init; }

    /// <summary>Silos killed with one silo less in the cluster, when everything is accounted for.</summary>
    public required int KillsWithOneLess { get; init; }

    /// <summary>Instead of killing: every silo is stopped and started again, once.</summary>
    public required bool Rolling { get; init; }

    /// <summary>Links that are asked all the time whether they answer.</summary>
    public required int Probes { get; init; }

    public required int Seed { get; init; }
}
