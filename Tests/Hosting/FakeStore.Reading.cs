using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Tests.Hosting;

// What the links' service and event listeners read.
internal sealed partial class FakeStore
{
    private readonly List<AuditRow> audit = [];
    private string epoch = "e1";

    public Task<IReadOnlyList<LinkRow>> ListLinksAsync(LinkListQuery query, CancellationToken cancel)
    {
        if (query.Book is not null)
        {
            throw new NotSupportedException("There is no directory here.");
        }

        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<LinkRow>>([.. rows.Values
                .Where(row => row.Key.Firm == query.Firm && (query.Integration ?? row.Key.Integration) == row.Key.Integration)
                .Where(row => (query.Client ?? row.Key.Client) == row.Key.Client && (query.Phase ?? row.Phase) == row.Phase)
                .Where(row => row.Notices > 0 || !query.WithNotices)
                .Where(row => query.After is not { } after || string.CompareOrdinal(row.Key.Name, after.Name) > 0)
                .OrderBy(row => row.Key.Name, StringComparer.Ordinal)
                .Take(query.Limit)]);
        }
    }

    public Task<string> DataEpochAsync(CancellationToken cancel) => Task.FromResult(epoch);

    public Task<string> NewDataEpochAsync(CancellationToken cancel) => Task.FromResult(epoch += "e");

    public Task<IReadOnlyDictionary<string, long>> LastSeqsAsync(IReadOnlyCollection<string> firms, CancellationToken cancel)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyDictionary<string, long>>(firms.ToDictionary(
                firm => firm, firm => rows.Values.Where(row => row.Key.Firm == firm).Select(row => row.LastSeq).DefaultIfEmpty().Max()));
        }
    }

    public Task AppendAuditAsync(IReadOnlyCollection<AuditRow> rows, CancellationToken cancel)
    {
        lock (audit)
        {
            foreach (var row in rows)
            {
                audit.Add(row with { Seq = audit.Count(earlier => earlier.Firm == row.Firm) + 1 });
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<AuditRow>> ReadAuditAsync(string? firm, long after, int limit, CancellationToken cancel)
    {
        lock (audit)
        {
            return Task.FromResult<IReadOnlyList<AuditRow>>([.. audit.Where(row => row.Firm == firm && row.Seq > after).Take(limit)]);
        }
    }
}
