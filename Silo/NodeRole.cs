namespace Counterpart.Silo;

/// <summary>What a node of a cluster does.</summary>
public enum NodeRole
{
    /// <summary>Runs grains and channels, and serves the API.</summary>
    All,

    /// <summary>Runs grains and channels.</summary>
    Silo,

    /// <summary>Serves the API; links and channels are on the silos.</summary>
    Gateway,
}
