namespace Counterpart.Hosting;

/// <summary>Which of a firm's records concern a caller: all, those of the own book as it is now, or those of the own record.</summary>
internal sealed class EventSight(BookCache books)
{
    public async ValueTask<IReadOnlyList<LinkRecord>> OfAsync(Caller caller, IReadOnlyList<LinkRecord> records, CancellationToken cancel)
    {
        switch (caller.Role)
        {
            case Role.FirmAdmin:
                return records;
            case Role.Client:
                return [.. records.Where(record => string.Equals(record.Link.Client, caller.OwnRecord, StringComparison.Ordinal))];
            case Role.Adviser when caller.Book is { } book:
                var inside = new HashSet<(string, string)>();
                foreach (var pair in records.GroupBy(record => record.Link.Integration, StringComparer.Ordinal))
                {
                    var hub = IntegrationName.Hub(pair.Key);
                    var clients = await books.InBookAsync(caller.Firm!, hub, book, pair.Select(record => record.Link.Client), cancel);
                    inside.UnionWith(clients.Select(client => (pair.Key, client)));
                }

                return [.. records.Where(record => inside.Contains((record.Link.Integration, record.Link.Client)))];
            default:
                return [];
        }
    }
}
