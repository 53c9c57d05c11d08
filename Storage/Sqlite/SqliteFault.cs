using SQLitePCL;

namespace Counterpart.Storage;

/// <summary>A call of SQLite that failed; turned at the store's edge into what the contract promises.</summary>
internal sealed class SqliteFault(int code, string message) : Exception(message)
{
    public int Code { get; } = code & 0xff;

    /// <summary>Our SQL or our data is wrong, and trying again would not help.</summary>
    private bool IsOurs => Code is raw.SQLITE_ERROR or raw.SQLITE_CONSTRAINT or raw.SQLITE_MISMATCH or raw.SQLITE_MISUSE
        or raw.SQLITE_RANGE or raw.SQLITE_TOOBIG;

    /// <summary>The connection itself is sound; any other fault costs it.</summary>
    public bool KeepsConnection => IsOurs || Code is raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_FULL;

    public Exception AtTheEdge(string file) => IsOurs
        ? new InvalidOperationException($"{file}: {Message}", this)
        : new StoreUnavailableException($"{file}: {Message}", this);
}
