using Npgsql;

namespace Counterpart.Storage;

/// <summary>Brings a database to the newest schema: the numbered steps that it has not had, in one transaction, one node at a time.</summary>
internal static class PostgresMigrations
{
    // Any number will do, as long as every node takes the same.
    private const long Lock = 0x636f756e746572;

    /// <summary>Step n, the script that leads from version n - 1 to n, at index n - 1.</summary>
    public static IReadOnlyList<string> Steps { get; } = SchemaSteps.Read("Postgres/Schema/");

    public static async Task ApplyAsync(
        NpgsqlConnection connection, string database, IReadOnlyList<string> steps, TimeSpan timeout, CancellationToken cancel)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var limit = (long)timeout.TotalMilliseconds;
        await RunAsync($"set local statement_timeout = {limit}; set local lock_timeout = {limit}");
        await RunAsync($"select pg_advisory_xact_lock({Lock})");
        if ((string)(await ScalarAsync("show server_encoding"))! is not "UTF8" and var encoding)
        {
            throw new StoreUnavailableException($"{database} has the encoding {encoding}: UTF8 is needed.");
        }

        await RunAsync("create table if not exists schema_version (no integer primary key check (no = 1), version integer not null)");
        var version = (int?)await ScalarAsync("select version from schema_version") ?? 0;
        if (version > steps.Count)
        {
            throw new StoreVersionException(
                $"{database} has schema version {version}, and this program knows up to {steps.Count}: use a newer program.");
        }

        foreach (var step in steps.Skip(version))
        {
            await RunAsync(step);
        }

        await RunAsync(
            $"insert into schema_version (no, version) values (1, {steps.Count}) on conflict (no) do update set version = excluded.version");
        await transaction.CommitAsync(cancel);

        async Task RunAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = (int)timeout.TotalSeconds };
            await command.ExecuteNonQueryAsync(cancel);
        }

        async Task<object?> ScalarAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return await command.ExecuteScalarAsync(cancel);
        }
    }
}
