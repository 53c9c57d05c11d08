using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Where a node's data is; section <c>Counterpart:Store</c> of the configuration.</summary>
public sealed class StoreTuning
{
    /// <summary>A PostgreSQL database that any number of nodes share, as Npgsql reads it. Null: a file in the data folder, for this process alone.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>32 bytes in Base64, the same for all nodes: what opens the key ring in the database. Null leaves the keys in the data folder.</summary>
    public string? MasterKey { get; set; }

    /// <summary>A file that holds the master key.</summary>
    public string? MasterKeyFile { get; set; }

    /// <summary>The master key before this one, while keys may still be sealed with it: see <c>master-key reseal</c>.</summary>
    public string? FormerMasterKey { get; set; }

    /// <summary>A file that holds the former master key.</summary>
    public string? FormerMasterKeyFile { get; set; }

    /// <summary>How far the clocks of two nodes may be apart. Default: 1 s.</summary>
    public TimeSpan ClockDifference { get; set; } = TimeSpan.FromSeconds(1);

    public bool IsShared => ConnectionString is not null;

    /// <summary>The first setting that can't be right, with what it must be; null when there is none. It repeats no secret.</summary>
    internal string? Fault()
    {
        if (ConnectionString is null)
        {
            return MasterKey is null && MasterKeyFile is null ? null : $"{nameof(MasterKey)} goes with a {nameof(ConnectionString)}: without one the keys are in the data folder.";
        }

        if (PostgresStoreOptions.Fault(ConnectionString) is { } fault)
        {
            return $"{nameof(ConnectionString)} {fault}";
        }

        if (MasterKey is not null && MasterKeyFile is not null)
        {
            return $"{nameof(MasterKey)} and {nameof(MasterKeyFile)} are both set: one is enough.";
        }

        if (FormerMasterKey is not null && FormerMasterKeyFile is not null)
        {
            return $"{nameof(FormerMasterKey)} and {nameof(FormerMasterKeyFile)} are both set: one is enough.";
        }

        if ((FormerMasterKey ?? FormerMasterKeyFile) is not null && (MasterKey ?? MasterKeyFile) is null)
        {
            return $"{nameof(FormerMasterKey)} goes with a {nameof(MasterKey)}.";
        }

        return ClockDifference < TimeSpan.Zero || ClockDifference > TimeSpan.FromMinutes(1) ? $"{nameof(ClockDifference)} must be from 0 to 1 minute." : null;
    }
}
