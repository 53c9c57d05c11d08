using Npgsql;

namespace Counterpart.Storage;

/// <summary>Statements that go to the server together: one round trip for all of them.</summary>
internal sealed class Trip(NpgsqlConnection connection, Func<int, string, Task>? before = null)
{
    private readonly List<(NpgsqlBatchCommand Command, Func<NpgsqlDataReader, Task>? Read)> statements = [];

    /// <summary>A statement that gives no rows.</summary>
    public Trip Add(string sql, params ReadOnlySpan<object?> values) => Added(sql, null, values);

    /// <summary>A statement whose rows are added to <paramref name="into"/>.</summary>
    public Trip Add<T>(string sql, List<T> into, Func<NpgsqlDataReader, T> read, params ReadOnlySpan<object?> values) => Added(
        sql,
        async reader =>
        {
            while (await reader.ReadAsync())
            {
                into.Add(read(reader));
            }
        },
        values);

    /// <summary>The number of rows that the last statement changed.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (before is not null)
        {
            return await RunOneByOneAsync();
        }

        await using var batch = new NpgsqlBatch(connection);
        statements.ForEach(statement => batch.BatchCommands.Add(statement.Command));
        await using (var reader = await batch.ExecuteReaderAsync(cancel))
        {
            // Only those that give rows have a result.
            foreach (var read in statements.Select(statement => statement.Read).OfType<Func<NpgsqlDataReader, Task>>())
            {
                await read(reader);
                await reader.NextResultAsync(cancel);
            }
        }

        return (int)batch.BatchCommands[^1].RecordsAffected;
    }

    /// <summary>For tests: they come in between.</summary>
    private async Task<int> RunOneByOneAsync()
    {
        var changed = 0;
        foreach (var (statement, read) in statements)
        {
            await before!(connection.ProcessID, statement.CommandText);
            await using var command = new NpgsqlCommand(statement.CommandText, connection);
            foreach (NpgsqlParameter parameter in statement.Parameters)
            {
                command.Parameters.Add(parameter.Clone());
            }

            await using (var reader = await command.ExecuteReaderAsync())
            {
                await (read?.Invoke(reader) ?? Task.CompletedTask);
                changed = reader.RecordsAffected;
            }
        }

        return changed;
    }

    private Trip Added(string sql, Func<NpgsqlDataReader, Task>? read, ReadOnlySpan<object?> values)
    {
        var statement = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            statement.Parameters.Add(Parameter(value));
        }

        statements.Add((statement, read));
        return this;
    }

    private static NpgsqlParameter Parameter(object? value) => value switch
    {
        null => new NpgsqlParameter { Value = DBNull.Value },
        string text => new NpgsqlParameter<string> { TypedValue = StorableText.Of(text) },
        long number => new NpgsqlParameter<long> { TypedValue = number },
        DateTimeOffset time => new NpgsqlParameter<long> { TypedValue = time.UtcTicks },
        string?[] texts => new NpgsqlParameter<string?[]> { TypedValue = Array.ConvertAll(texts, text => text is null ? null : StorableText.Of(text)) },
        _ => new NpgsqlParameter { Value = value },
    };
}
