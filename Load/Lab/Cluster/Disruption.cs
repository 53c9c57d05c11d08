namespace Counterpart.Load.Lab.Cluster;

/// <summary>What was done to the cluster.</summary>
internal enum Disruption
{
    /// <summary>A silo was killed and stayed away until all links answered.</summary>
    Death,

    /// <summary>It was started again after that, at its old address.</summary>
    Return,

    /// <summary>A silo was killed and started again at once.</summary>
    Crash,

    /// <summary>A silo was stopped, as for a new version, and started again.</summary>
    Restart,

    /// <summary>The database was killed and started again.</summary>
    Database,
}
