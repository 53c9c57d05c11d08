using System.Collections.Concurrent;
using Npgsql;

namespace Counterpart.Storage;

/// <summary>The small numbers that stand for firms and channels in keys. A number once given never changes.</summary>
internal sealed class PostgresNumbers
{
    private readonly ConcurrentDictionary<string, long> firms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Firm, string System), long> channels = new();

    /// <summary>Null when the firm has nothing yet.</summary>
    public async ValueTask<long?> FindFirmAsync(NpgsqlConnection connection, string id, CancellationToken cancel)
    {
        if (firms.TryGetValue(id, out var known))
        {
            return known;
        }

        var found = new List<long>(1);
        await new Trip(connection).Add("select no from firm where id = $1", found, static row => row.GetInt64(0), id).RunAsync(cancel);
        return found.Count == 0 ? null : firms[id] = found[0];
    }

    /// <summary>Null when the channel has nothing yet.</summary>
    public async ValueTask<long?> FindChannelAsync(NpgsqlConnection connection, string firm, string system, CancellationToken cancel)
    {
        if (channels.TryGetValue((firm, system), out var known))
        {
            return known;
        }

        var found = new List<long>(1);
        await new Trip(connection)
            .Add(
                "select c.no from channel c join firm f on f.no = c.firm where f.id = $1 and c.system = $2",
                found,
                static row => row.GetInt64(0),
                firm,
                system)
            .RunAsync(cancel);
        return found.Count == 0 ? null : channels[(firm, system)] = found[0];
    }

    /// <summary>Gives a number where there is none. Not to be called inside a transaction: a rollback would take it back.</summary>
    public async ValueTask<long> TakeFirmAsync(NpgsqlConnection connection, string id, CancellationToken cancel)
    {
        if (await FindFirmAsync(connection, id, cancel) is { } no)
        {
            return no;
        }

        await new Trip(connection).Add("insert into firm (id) values ($1) on conflict do nothing", id).RunAsync(cancel);
        return await FindFirmAsync(connection, id, cancel) ?? throw new InvalidOperationException($"The firm {id} is gone.");
    }

    /// <inheritdoc cref="TakeFirmAsync"/>
    public async ValueTask<long> TakeChannelAsync(NpgsqlConnection connection, string firm, string system, CancellationToken cancel)
    {
        if (await FindChannelAsync(connection, firm, system, cancel) is { } no)
        {
            return no;
        }

        var firmNo = await TakeFirmAsync(connection, firm, cancel);
        await new Trip(connection)
            .Add("insert into channel (firm, system) values ($1, $2) on conflict do nothing", firmNo, system).RunAsync(cancel);
        return await FindChannelAsync(connection, firm, system, cancel)
            ?? throw new InvalidOperationException($"The channel {system} of {firm} is gone.");
    }
}
