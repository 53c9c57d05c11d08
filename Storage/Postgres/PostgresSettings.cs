using System.Globalization;
using Npgsql;

namespace Counterpart.Storage;

/// <summary>What every connection of ours is opened with, whoever opens it.</summary>
internal static class PostgresSettings
{
    /// <param name="options">Of the store.</param>
    /// <param name="name">What the server's own lists call the connection.</param>
    /// <param name="connections">The most that may be open.</param>
    /// <param name="wait">How long a call waits for one, be it made or come free.</param>
    /// <param name="server">Further settings of the server, each as <c>-c name=value</c>.</param>
    /// <exception cref="FormatException">The connection string can't be read. The message does not repeat it.</exception>
    public static NpgsqlConnectionStringBuilder Of(PostgresStoreOptions options, string name, int connections, TimeSpan wait, string server)
    {
        if (PostgresStoreOptions.Fault(options.ConnectionString) is { } fault)
        {
            throw new FormatException($"The connection string {fault}");
        }

        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            ApplicationName = name,
            Timeout = Seconds(wait),
            CommandTimeout = Seconds(options.CommandTimeout) + 2,
            MaxPoolSize = connections,
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            NoResetOnClose = true,
            Multiplexing = false,
            Enlist = false,
            KeepAlive = 0,
            TcpKeepAlive = true,
        };

        // The server gives up by itself too: a node that is gone must not hold a lock, nor one that is cut off in the midst of a batch.
        var limit = (long)options.CommandTimeout.TotalMilliseconds;
        settings.Options = string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.Options} -c statement_timeout={limit} -c lock_timeout={limit} -c idle_in_transaction_session_timeout={limit} -c tcp_keepalives_idle=5 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=3 {server}").Trim();
        return settings;
    }

    /// <summary>The database, as messages name it.</summary>
    public static string NameOf(NpgsqlConnectionStringBuilder settings) => $"{settings.Host}:{settings.Port}/{settings.Database}";

    private static int Seconds(TimeSpan time) => Math.Max(1, (int)Math.Ceiling(time.TotalSeconds));
}
