using System.Net.Sockets;
using Npgsql;

namespace Counterpart.Storage;

/// <summary>What Npgsql throws, as what the contract promises.</summary>
internal static class PostgresFault
{
    /// <summary>Two transactions that waited for each other: the one that was ended may be run again.</summary>
    public static bool IsContention(Exception fault) =>
        fault is PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    /// <summary>The connection is gone, or the server is going; another connection may do better.</summary>
    public static bool IsBroken(Exception fault) => fault switch
    {
        PostgresException answered => answered.SqlState.StartsWith("57P", StringComparison.Ordinal) || answered.SqlState.StartsWith("08", StringComparison.Ordinal),
        NpgsqlException { InnerException: TimeoutException } => false,
        NpgsqlException or IOException or SocketException => true,
        _ => false,
    };

    /// <summary>Null for what is neither of the database nor of its connection.</summary>
    public static Exception? AtTheEdge(string database, Exception fault) => fault switch
    {
        PostgresException answered when IsOurs(answered.SqlState) => new InvalidOperationException($"{database}: {answered.MessageText}", fault),
        PostgresException answered =>
            new StoreUnavailableException($"{database}: {answered.MessageText} ({answered.SqlState})", fault) { ConnectionBroke = IsBroken(fault) },
        NpgsqlException or TimeoutException or IOException or SocketException or ObjectDisposedException =>
            new StoreUnavailableException($"{database}: {Reason(fault)}", fault) { ConnectionBroke = IsBroken(fault) },
        _ => null,
    };

    // What the driver was doing when the connection went away is of no use to whoever reads it.
    private static string Reason(Exception fault) => (fault.InnerException ?? fault) is EndOfStreamException or ObjectDisposedException
        ? "the connection was closed"
        : fault.InnerException?.Message ?? fault.Message;

    // Our SQL or our data is wrong, and trying again would not help; a right that is missing is the operator's to give.
    private static bool IsOurs(string state) =>
        state != PostgresErrorCodes.InsufficientPrivilege && state[..2] is "22" or "23" or "42";
}
