using System.ComponentModel.DataAnnotations;

namespace Counterpart.Storage;

/// <summary>Where a <see cref="SqliteStore"/> is and what it may use.</summary>
public sealed class SqliteStoreOptions
{
    /// <summary>The database file. Its folder is made when it is not there; <c>.lock</c>, <c>-wal</c> and <c>-shm</c> stand beside it.</summary>
    [Required]
    public required string Path { get; init; }

    /// <summary>How long a statement waits for a lock of another connection, a backup's for example. Default: 5 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a call waits for its turn. Default: 10 s.</summary>
    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections that read. Default: 4.</summary>
    [Range(1, 64)]
    public int Readers { get; init; } = 4;

    /// <summary>Calls that may wait for the writer, and as many for the readers; more are refused. Default: 4096.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; init; } = 4096;

    /// <summary>Page cache of the writer, in MiB. Default: 64.</summary>
    [Range(1, 65_536)]
    public int WriterCacheMiB { get; init; } = 64;

    /// <summary>Page cache of each reader, in MiB. Default: 8.</summary>
    [Range(1, 65_536)]
    public int ReaderCacheMiB { get; init; } = 8;

    /// <summary>Size of the write-ahead log, in MiB, at which a commit copies it into the database. Default: 64.</summary>
    [Range(1, 4096)]
    public int CheckpointMiB { get; init; } = 64;
}
