using Npgsql;

namespace Counterpart.Storage;

/// <summary>
/// How Orleans' providers of clustering and grain storage reach what the store's schema holds for them. They take a connection of the
/// driver's pool for each call, and have no settings but its string.
/// </summary>
public static class OrleansConnection
{
    /// <summary>The name that the providers know the driver by.</summary>
    public const string Invariant = "Npgsql";

    /// <param name="options">Of the store: the same database and schema, the same timeouts.</param>
    /// <param name="connections">All that the node's providers may have together. When many grains wake at once their calls wait for one.</param>
    /// <exception cref="FormatException">The connection string can't be read. The message does not repeat it.</exception>
    public static string For(PostgresStoreOptions options, int connections)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(connections);

        // Nothing of ours runs first on these connections, as it does on the store's: what a role may have switched off is switched on here.
        return PostgresSettings.Of(options, "counterpart orleans", connections, options.TurnTimeout, "-c synchronous_commit=on").ConnectionString;
    }

    /// <summary>Why a start broke off that found the database away, as the store says it; null when it was something else.</summary>
    public static StoreUnavailableException? Unavailable(PostgresStoreOptions options, Exception? fault) => fault switch
    {
        null => null,
        StoreUnavailableException known => known,
        NpgsqlException => PostgresFault.AtTheEdge(PostgresSettings.NameOf(new NpgsqlConnectionStringBuilder(options.ConnectionString)), fault) as StoreUnavailableException,
        _ => Unavailable(options, fault.InnerException),
    };
}
