using System.Collections.Immutable;
using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Tests.Hosting;

/// <summary>Journals of firms in memory.</summary>
internal sealed class FakeEventLog : IEventLog
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<JournalRow>> firms = new(StringComparer.Ordinal);
    private int asked;

    public string Epoch { get; set; } = "e1";

    public Exception? Failure { get; set; }

    /// <summary>When records are written.</summary>
    public Func<DateTimeOffset> Now { get; set; } = EndToEnd.RealClock.Instance.GetUtcNow;

    /// <summary>In whose book each client is.</summary>
    public Dictionary<string, string?> Books { get; } = new(StringComparer.Ordinal);

    /// <summary>How often it was asked for last sequences.</summary>
    public int Asked => Volatile.Read(ref asked);

    public static LinkEvent Seen(string value) => new LinkEvent.Seen(
        Side.Hub, null, default, null, [new SeenValue("name/last", FieldValue.Of(value), 1, default)], []);

    public long Append(string firm, string client, params ImmutableArray<LinkEvent> events)
    {
        lock (gate)
        {
            if (!firms.TryGetValue(firm, out var rows))
            {
                firms[firm] = rows = [];
            }

            var key = new LinkKey(firm, ClientWorksWealthbox.Name, client);
            rows.Add(new JournalRow(rows.Count + 1, key.Name, 1, default, "system:clientworks", Now(), EventJson.Write(events)));
            return rows.Count;
        }
    }

    public void Erase(string firm, long seq)
    {
        lock (gate)
        {
            firms[firm].RemoveAll(row => row.Seq == seq);
        }
    }

    public Task<string> DataEpochAsync(CancellationToken cancel) => Answer(() => Epoch);

    public Task<IReadOnlyDictionary<string, long>> LastSeqsAsync(IReadOnlyCollection<string> asking, CancellationToken cancel) =>
        Answer<IReadOnlyDictionary<string, long>>(() =>
        {
            asked++;
            return asking.ToDictionary(firm => firm, firm => firms.TryGetValue(firm, out var rows) && rows.Count > 0 ? rows[^1].Seq : 0, StringComparer.Ordinal);
        });

    public Task<IReadOnlyList<JournalRow>> ReadAsync(string firm, long after, int limit, CancellationToken cancel) =>
        Answer<IReadOnlyList<JournalRow>>(() => [.. firms.GetValueOrDefault(firm, []).Where(row => row.Seq > after).Take(limit)]);

    public Task<IReadOnlyDictionary<string, string?>> BooksAsync(
        string firm, string system, IReadOnlyCollection<string> clients, CancellationToken cancel) =>
        Answer<IReadOnlyDictionary<string, string?>>(() => clients.Where(Books.ContainsKey).ToDictionary(client => client, client => Books[client], StringComparer.Ordinal));

    private Task<T> Answer<T>(Func<T> answer)
    {
        lock (gate)
        {
            return Failure is { } failure ? Task.FromException<T>(failure) : Task.FromResult(answer());
        }
    }
}
