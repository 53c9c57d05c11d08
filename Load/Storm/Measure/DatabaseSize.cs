using Npgsql;

namespace Counterpart.Load.Storm;

/// <summary>How many bytes the database of a product has that we started.</summary>
internal sealed class DatabaseSize : IAsyncDisposable
{
    private readonly NpgsqlDataSource? server;
    private readonly string? folder;

    public DatabaseSize(StormTarget target)
    {
        if (target.Database is { } database)
        {
            server = NpgsqlDataSource.Create(database.ConnectionString);
        }
        else if (target.IsOwn)
        {
            folder = target.Laboratory.Folder;
        }
    }

    public async Task<double?> ReadAsync(CancellationToken cancel)
    {
        if (server is not null)
        {
            try
            {
                await using var command = server.CreateCommand("select pg_database_size(current_database())");
                return (long)(await command.ExecuteScalarAsync(cancel))!;
            }
            catch (NpgsqlException)
            {
                return null;
            }
        }

        return folder is null ? null : new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Exists ? (double)file.Length : 0);
    }

    public ValueTask DisposeAsync() => server?.DisposeAsync() ?? ValueTask.CompletedTask;
}
