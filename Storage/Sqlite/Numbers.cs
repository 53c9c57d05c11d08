using System.Collections.Concurrent;

namespace Counterpart.Storage;

/// <summary>The small numbers that stand for firms and channels in keys. A number once given never changes.</summary>
internal sealed class Numbers
{
    private readonly ConcurrentDictionary<string, long> firms = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Firm, string System), long> channels = new();

    /// <summary>Null when the firm has nothing yet.</summary>
    public long? FindFirm(Database reader, string id)
    {
        if (firms.TryGetValue(id, out var known))
        {
            return known;
        }

        var found = reader.Prepare("select no from firm where id = ?1").Bind(id).First(static row => (long?)row.Long(0));
        if (found is { } no)
        {
            firms[id] = no;
        }

        return found;
    }

    /// <summary>Null when the channel has nothing yet.</summary>
    public long? FindChannel(Database reader, string firm, string system)
    {
        if (channels.TryGetValue((firm, system), out var known))
        {
            return known;
        }

        if (FindFirm(reader, firm) is not { } firmNo)
        {
            return null;
        }

        var found = reader.Prepare("select no from channel where firm = ?1 and system = ?2")
            .Bind(firmNo).Bind(system).First(static row => (long?)row.Long(0));
        if (found is { } no)
        {
            channels[(firm, system)] = no;
        }

        return found;
    }

    /// <summary>Gives a number where there is none. Not to be called inside a transaction: a rollback would take it back.</summary>
    public long TakeFirm(Database writer, string id)
    {
        if (FindFirm(writer, id) is { } no)
        {
            return no;
        }

        writer.Prepare("insert into firm (id) values (?1)").Bind(id).Run();
        return firms[id] = writer.LastRow;
    }

    /// <inheritdoc cref="TakeFirm"/>
    public long TakeChannel(Database writer, string firm, string system)
    {
        if (FindChannel(writer, firm, system) is { } no)
        {
            return no;
        }

        writer.Prepare("insert into channel (firm, system) values (?1, ?2)").Bind(TakeFirm(writer, firm)).Bind(system).Run();
        return channels[(firm, system)] = writer.LastRow;
    }
}
