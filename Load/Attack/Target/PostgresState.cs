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
            var rows = new List<string>();

            // The journal only grows: its last records say enough.
            await using var command = new NpgsqlCommand(
                table == "journal" ? "select t::text from journal t order by place desc limit 500" : $"select t::text from {table} t order by 1", connection);
            await using var reader = await command.ExecuteReaderAsync(cancel);
            while (await reader.ReadAsync(cancel))
            {
                rows.Add(reader.GetString(0));
            }

            state.Add(table, rows);
        }

        return state;
    }
}
