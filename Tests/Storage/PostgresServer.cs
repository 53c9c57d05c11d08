using Counterpart.Load.Lab;
using Counterpart.Tests.Storage;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(PostgresServer))]

namespace Counterpart.Tests.Storage;

/// <summary>One private server for a test run, started by the first test that needs it. A test has a schema of its own in it.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    public const string NotInstalled = "PostgreSQL is not installed: no initdb in /usr/lib/postgresql/*/bin or on the PATH.";

    private static readonly string[] Settings = ["fsync=off", "shared_buffers=64MB"];
    private static int schemas;

    private readonly Lazy<Task<PrivatePostgres?>> server = new(StartAsync);

    /// <summary>The connection string of a new, empty schema. Where PostgreSQL is not installed the test is skipped.</summary>
    public async Task<string> NewSchemaAsync()
    {
        var schema = await FindSchemaAsync();
        if (schema is null)
        {
            Assert.Skip(NotInstalled);
        }

        return schema;
    }

    /// <summary>The connection string of a new, empty database; skipped likewise.</summary>
    public async Task<string> NewDatabaseAsync(string? name = null)
    {
        if (await server.Value is not { } running)
        {
            Assert.Skip(NotInstalled);
            return "";
        }

        name ??= $"database_{Interlocked.Increment(ref schemas)}";
        await ExecuteAsync(running.ConnectionString, $"create database {name}");
        return new NpgsqlConnectionStringBuilder(running.ConnectionString) { Database = name }.ConnectionString;
    }

    /// <summary>The connection string of a new, empty schema; null where PostgreSQL is not installed.</summary>
    public async Task<string?> FindSchemaAsync()
    {
        if (await server.Value is not { } running)
        {
            return null;
        }

        var name = $"test_{Interlocked.Increment(ref schemas)}";
        await ExecuteAsync(running.ConnectionString, $"create schema {name}");
        return $"{running.ConnectionString};Search Path={name}";
    }

    public static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = await ConnectAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public static async Task<T> ScalarAsync<T>(string connectionString, string sql)
    {
        await using var connection = await ConnectAsync(connectionString);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (server.IsValueCreated && await server.Value is { } running)
        {
            await running.DisposeAsync();
        }
    }

    private static async Task<NpgsqlConnection> ConnectAsync(string connectionString)
    {
        var connection = new NpgsqlConnection($"{connectionString};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<PrivatePostgres?> StartAsync() => PrivatePostgres.FindBinaries() is { } binaries
        ? await PrivatePostgres.StartAsync(binaries, Settings, CancellationToken.None)
        : null;
}
