using System.ComponentModel.DataAnnotations;
using Npgsql;

namespace Counterpart.Storage;

/// <summary>Which database a <see cref="PostgresStore"/> is in and what it may use.</summary>
public sealed class PostgresStoreOptions
{
    /// <summary>As Npgsql reads it: <c>Host=…;Database=…;Username=…;Password=…</c>. What it says of pools and timeouts is overruled by the rest.</summary>
    [Required]
    public required string ConnectionString { get; init; }

    /// <summary>Connections for everything but commits. Default: 12.</summary>
    [Range(1, 500)]
    public int Connections { get; init; } = 12;

    /// <summary>Connections that commit, each for other firms at a time. Default: 2.</summary>
    [Range(1, 100)]
    public int Committing { get; init; } = 2;

    /// <summary>How long a call waits for a connection to be made. Default: 5 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a call waits for its turn. Default: 10 s.</summary>
    public TimeSpan TurnTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a statement may take, waits for locks included. Default: 10 s.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long bringing the schema up to date may take, another node's work included. Default: 10 min.</summary>
    public TimeSpan MigrationTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Calls that may wait for a connection; more are refused. Default: 4096.</summary>
    [Range(1, 1_000_000)]
    public int MaxWaiting { get; init; } = 4096;

    /// <summary>What is wrong with a connection string; null when it can be read. It repeats nothing of it, for it may hold a password.</summary>
    public static string? Fault(string connectionString)
    {
        const string expected = "can't be read: Host=…;Port=5432;Database=…;Username=…;Password=… is expected.";
        try
        {
            return string.IsNullOrEmpty(new NpgsqlConnectionStringBuilder(connectionString).Host) ? "names no Host." : null;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or KeyNotFoundException or InvalidCastException or OverflowException)
        {
            return expected;
        }
    }
}
