using System.Globalization;

namespace Counterpart.Storage;

/// <summary>The store in one file, for one process.</summary>
public sealed partial class SqliteStore : IStore
{
    private readonly SqliteStoreOptions options;
    private readonly TimeProvider clock;
    private readonly Writer writer;
    private readonly Readers readers;
    private readonly Numbers numbers = new();
    private FileLock? held;

    public SqliteStore(SqliteStoreOptions options, TimeProvider clock)
    {
        this.options = options;
        this.clock = clock;
        writer = new Writer(options.Path, OpenWriter, new Turnstile($"{options.Path}, writer", 1, options.MaxWaiting, options.TurnTimeout));
        readers = new Readers(
            options.Path,
            OpenReader,
            new Turnstile($"{options.Path}, readers", options.Readers, options.MaxWaiting, options.TurnTimeout),
            options.Readers);
    }

    /// <summary>Called with the SQL of each of the writer's statements before it runs; a test throws here.</summary>
    internal Action<string>? BeforeWrite { get; set; }

    /// <summary>Steps of the schema; a test has its own.</summary>
    internal IReadOnlyList<string> Schema { get; init; } = Migrations.Steps;

    private DateTimeOffset Now => clock.GetUtcNow();

    public async Task OpenAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        if (held is not null)
        {
            throw new InvalidOperationException("The store is open already.");
        }

        held = FileLock.Take(options.Path);
        try
        {
            await WriteAsync(
                database =>
                {
                    Migrations.Apply(database, options.Path, Schema);
                    return true;
                },
                CancellationToken.None);
        }
        catch
        {
            await CloseAsync();
            throw;
        }
    }

    public async Task<bool> IsWritableAsync(CancellationToken cancel)
    {
        try
        {
            return await WriteAsync(
                database => database.Prepare("insert into probe (no, at) values (1, ?1) on conflict do update set at = excluded.at")
                    .Bind(Now).Run() == 1,
                cancel);
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        readers.Dispose();
        writer.Dispose();
    }

    /// <summary>Runs on the writer's connection, alone.</summary>
    internal Task<T> WriteAsync<T>(Func<Database, T> work, CancellationToken cancel) => IfOpen().writer.RunAsync(work, cancel);

    private Task<T> ReadAsync<T>(Func<Database, T> work, CancellationToken cancel) => IfOpen().readers.RunAsync(work, cancel);

    private SqliteStore IfOpen() => held is null ? throw new StoreUnavailableException($"{options.Path} is not open.") : this;

    // Calls that wait already get their turn; later ones are refused.
    private async Task CloseAsync()
    {
        if (Interlocked.Exchange(ref held, null) is not { } released)
        {
            return;
        }

        try
        {
            await readers.CloseAsync();
            await writer.CloseAsync();
        }
        finally
        {
            released.Dispose();
        }
    }

    private Database OpenWriter() => Prepared(
        Database.Open(options.Path, options.BusyTimeout, sql => BeforeWrite?.Invoke(sql)),
        WriterPragmas.Of(options));

    private Database OpenReader() => Prepared(
        Database.Open(options.Path, options.BusyTimeout),
        string.Create(CultureInfo.InvariantCulture, $"pragma query_only = on; pragma cache_size = -{options.ReaderCacheMiB * 1024};"));

    private static Database Prepared(Database database, string pragmas)
    {
        try
        {
            database.Execute(pragmas);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
