using Npgsql;

namespace Counterpart.Load.Attack;

/// <summary>Reads the product's shared database beside it.</summary>
internal static class PostgresState
{
    public static async Task<StoreState> ReadAsync(string connectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        var state = new StoreState();
        foreach (var table in StoreState.Tables)
        {
            // The journal only grows: its last records say enough.
            var sql = table == "journal" ? "select t::text from journal t order by place desc limit 500" : $"select t::text from {table} t order by 1";
            state.Add(table, await RowsAsync(connection, sql, cancel));
        }

        return state;
    }

    /// <summary>Every row of every table; bytes stand in it in hex.</summary>
    public static async Task<List<string>> TextsAsync(string connectionString, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync(cancel);
        var texts = new List<string>();
        foreach (var table in await RowsAsync(connection, "select quote_ident(tablename) from pg_tables where schemaname = current_schema()", cancel))
        {
            texts.AddRange(await RowsAsync(connection, $"select t::text from {table} t", cancel));
        }

        return texts;
    }

    private static async Task<List<string>> RowsAsync(NpgsqlConnection connection, string sql, CancellationToken cancel)
    {
        var rows = new List<string>();
        await using var command = new NpgsqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
