using SQLitePCL;

namespace Counterpart.Storage;

/// <summary>One connection, used by one thread at a time, with its prepared statements.</summary>
/// <remarks>SQLite's own calls, not ADO.NET: a commit of 512 links runs some two thousand statements.</remarks>
internal sealed class Database : IDisposable
{
    private static readonly bool Loaded = Load();

    private readonly sqlite3 handle;
    private readonly Dictionary<string, Statement> statements = new(StringComparer.Ordinal);

    private Database(sqlite3 handle) => this.handle = handle;

    /// <summary>Called with each statement's SQL before it runs; a test throws here.</summary>
    public Action<string>? BeforeRun { get; init; }

    public bool InTransaction => raw.sqlite3_get_autocommit(handle) == 0;

    public int Changes => raw.sqlite3_changes(handle);

    public long LastRow => raw.sqlite3_last_insert_rowid(handle);

    public static Database Open(string path, TimeSpan busyTimeout, Action<string>? beforeRun = null)
    {
        _ = Loaded;
        const int flags = raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_NOMUTEX;
        var code = raw.sqlite3_open_v2(path, out var handle, flags, vfs: null);
        var database = new Database(handle) { BeforeRun = beforeRun };
        try
        {
            database.Check(code);
            database.Check(raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The statement of this SQL, prepared once for the life of the connection.</summary>
    public Statement Prepare(string sql)
    {
        if (!statements.TryGetValue(sql, out var statement))
        {
            Check(raw.sqlite3_prepare_v3(handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var prepared));
            statements.Add(sql, statement = new Statement(this, prepared, sql));
        }

        return statement;
    }

    /// <summary>Runs a script that is not worth preparing.</summary>
    public void Execute(string script)
    {
        BeforeRun?.Invoke(script);
        Check(raw.sqlite3_exec(handle, script));
    }

    public void Begin() => Prepare("begin immediate").Run();

    public void Commit() => Prepare("commit").Run();

    public void Rollback() => Prepare("rollback").Run();

    /// <summary>What throws in between leaves the transaction to <see cref="Recover"/>.</summary>
    public bool Transact(Action work)
    {
        Begin();
        work();
        Commit();
        return true;
    }

    /// <summary>Leaves no transaction open after a fault, and runs no hook; false when the connection has to go.</summary>
    public bool Recover()
    {
        foreach (var statement in statements.Values)
        {
            statement.Reset();
        }

        return !InTransaction || (raw.sqlite3_exec(handle, "rollback") == raw.SQLITE_OK && !InTransaction);
    }

    public void Check(int code)
    {
        if (code is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw new SqliteFault(code, $"{raw.sqlite3_errstr(code).utf8_to_string()} ({raw.sqlite3_errmsg(handle).utf8_to_string()})");
        }
    }

    public void Dispose()
    {
        foreach (var statement in statements.Values)
        {
            statement.Close();
        }

        statements.Clear();
        handle.Dispose();
    }

    private static bool Load()
    {
        Batteries_V2.Init();
        return true;
    }
}
