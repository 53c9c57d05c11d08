using Npgsql;

namespace Counterpart.Storage;

/// <summary>The store in a PostgreSQL database, for any number of nodes.</summary>
public sealed partial class PostgresStore : IStore
{
    private const int MostTries = 5;

    // Whatever a commit looks for has an index. A table that grew since it was analysed is taken for small: its statements would be planned again
    // and again, or read it from end to end.
    private const string ByIndex = "-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off";

    private readonly PostgresStoreOptions options;
    private readonly string database;
    private readonly NpgsqlDataSource source;
    private readonly NpgsqlDataSource committing;
    private readonly Turnstile calls;
    private readonly Turnstile commits;
    private readonly PostgresNumbers numbers = new();
    private int open;

    /// <exception cref="FormatException">The connection string can't be read. The message does not repeat it.</exception>
    public PostgresStore(PostgresStoreOptions options)
    {
        this.options = options;
        var settings = PostgresSettings.Of(options, "counterpart", options.Connections, options.ConnectTimeout, "");
        database = PostgresSettings.NameOf(settings);
        source = Source(settings);
        committing = Source(PostgresSettings.Of(options, "counterpart", options.Committing, options.ConnectTimeout, ByIndex));
        calls = new Turnstile(database, options.Connections, options.MaxWaiting, options.TurnTimeout);
        commits = new Turnstile($"{database}, commits", options.Committing, options.MaxWaiting, options.TurnTimeout);
    }

    /// <summary>
    /// Called with the server process and the SQL of each statement of a commit before it runs; they go one by one then. A test ends
    /// the process, or throws.
    /// </summary>
    internal Func<int, string, Task>? BeforeCommitStatement { get; set; }

    /// <summary>Leases by this clock instead of the server's: a test moves it.</summary>
    internal TimeProvider? LeaseClock { get; init; }

    /// <summary>Steps of the schema; a test has its own.</summary>
    internal IReadOnlyList<string> Schema { get; init; } = PostgresMigrations.Steps;

    // A role or database may be set to answer commits before they are on disk.
    private const string AnsweredIsDurable =
        "select set_config('synchronous_commit', 'on', false) where current_setting('synchronous_commit') = 'off'";

    public async Task OpenAsync(CancellationToken cancel)
    {
        if (Volatile.Read(ref open) == 1)
        {
            throw new InvalidOperationException("The store is open already.");
        }

        await RunAsync(
            calls,
            async connection =>
            {
                await PostgresMigrations.ApplyAsync(connection, database, Schema, options.MigrationTimeout, cancel);
                return true;
            },
            cancel);
        Volatile.Write(ref open, 1);
    }

    public async Task<bool> IsWritableAsync(CancellationToken cancel)
    {
        try
        {
            return await WriteAsync(
                connection => new Trip(connection)
                    .Add("insert into probe (no, at) values (1, 0) on conflict (no) do update set at = probe.at + 1").RunAsync(cancel),
                cancel) == 1;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Volatile.Write(ref open, 0);
        await source.DisposeAsync();
        await committing.DisposeAsync();
        calls.Dispose();
        commits.Dispose();
    }

    /// <summary>Runs on a connection of its own. Connections that broke while they rested are no reason to fail: reading tries again.</summary>
    internal async Task<T> ReadAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel)
    {
        IfOpen();
        try
        {
            return await RunAsync(calls, work, cancel);
        }
        catch (StoreUnavailableException fault) when (fault.ConnectionBroke)
        {
            return await RunAsync(calls, work, cancel);
        }
    }

    /// <summary>Likewise, but only what can't have been done is done again.</summary>
    internal Task<T> WriteAsync<T>(Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel)
    {
        IfOpen();
        return RunAsync(calls, work, cancel);
    }

    private async Task<IReadOnlyList<T>> ListAsync<T>(
        string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancel, params object?[] values) => await ReadAsync<IReadOnlyList<T>>(
        async connection =>
        {
            var rows = new List<T>();
            await new Trip(connection).Add(sql, rows, read, values).RunAsync(cancel);
            return rows;
        },
        cancel);

    private Task<int> ChangeAsync(string sql, CancellationToken cancel, params object?[] values) =>
        WriteAsync(connection => new Trip(connection).Add(sql, values).RunAsync(cancel), cancel);

    private static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings) => new NpgsqlDataSourceBuilder(settings.ConnectionString)
        .UsePhysicalConnectionInitializer(
            connection => throw new NotSupportedException($"{connection.Database} is opened asynchronously."),
            connection => new Trip(connection).Add(AnsweredIsDurable).RunAsync(CancellationToken.None))
        .Build();

    private async Task<T> RunAsync<T>(Turnstile turns, Func<NpgsqlConnection, Task<T>> work, CancellationToken cancel)
    {
        await turns.EnterAsync(cancel);
        try
        {
            for (var tries = 1; ; tries++)
            {
                try
                {
                    await using var connection = await (turns == commits ? committing : source).OpenConnectionAsync(cancel);
                    return await work(connection);
                }
                catch (PostgresException fault) when (PostgresFault.IsContention(fault) && tries < MostTries)
                {
                    // The server ended it as a whole: again.
                }
            }
        }
        catch (Exception fault) when (PostgresFault.AtTheEdge(database, fault) is { } edge)
        {
            throw Noted(fault, edge);
        }
        finally
        {
            turns.Leave();
        }
    }

    private Exception Noted(Exception fault, Exception edge)
    {
        if (PostgresFault.IsBroken(fault) && Volatile.Read(ref open) == 1)
        {
            // The others that rest are likely as dead.
            source.Clear();
            committing.Clear();
        }

        return edge;
    }

    private void IfOpen()
    {
        if (Volatile.Read(ref open) == 0)
        {
            throw new StoreUnavailableException($"{database} is not open.");
        }
    }
}
