using System.Text.Json.Nodes;
using Counterpart.Sandbox.Journal;

namespace Counterpart.Sandbox.Records;

/// <summary>The records of one tenant. Every member is called with <see cref="Gate"/> held.</summary>
internal sealed class RecordTable(
    string system, string tenant, RecordShape shape, SystemLog log, StateFile? state, TimeProvider clock)
{
    public static readonly TimeSpan LongestHistory = TimeSpan.FromMinutes(1);
    private readonly Dictionary<string, RecordVersion> _records = new(StringComparer.Ordinal);
    private readonly PositionIndex _positions = new();
    private long _lastRow = 1000;

    public Lock Gate { get; } = new();

    public IReadOnlyCollection<RecordVersion> All => _records.Values;

    public RecordVersion? Find(string id) => _records.GetValueOrDefault(id);

    public long TakeRow() => ++_lastRow;

    /// <summary>The first so many records that changed after a position, in the order of their latest change.</summary>
    public IEnumerable<RecordVersion> ChangedAfter(long position) =>
        _positions.After(position, _records);

    /// <summary>A record of the world as it was made.</summary>
    public void Seed(string id, JsonObject body, DateTimeOffset createdAt, DateTimeOffset at, long lastRow)
    {
        _lastRow = Math.Max(_lastRow, lastRow);
        Put(new RecordVersion
        {
            Id = id, Body = body, Json = JsonText.Bytes(body), CreatedAt = createdAt, At = at, Position = _positions.Last + 1,
        });
    }

    /// <summary>Stores an edit with one time, one position and its log entries; an edit that changes nothing stores nothing.</summary>
    public RecordVersion Commit(Edit edit)
    {
        var before = Find(edit.Record);
        var now = clock.GetUtcNow();
        var write = log.Writes.Add(seq => new WriteEntry(
            seq, now, system, tenant, edit.Record, edit.Call.Caller.Who, edit.Call.Seq, edit.Call.Method, Sent(edit), Standing(before)));
        var changes = Changes(before, edit.Body);
        if (changes.Count == 0 && before is not null)
        {
            state?.Append(writer => StateLine.Write(writer, system, tenant, null, _lastRow, [], write));
            return before;
        }
        var body = edit.Body ?? (JsonObject)before!.Body.DeepClone();
        shape.Stamp(body, now, Standing(before) is null);
        var version = new RecordVersion
        {
            Id = edit.Record,
            Body = body,
            Json = JsonText.Bytes(body),
            CreatedAt = before?.CreatedAt ?? now,
            At = now,
            Position = _positions.Last + 1,
            Deleted = edit.Body is null,
            Previous = before,
        };
        version.ForgetBefore(now - LongestHistory);
        Put(version);
        var entries = changes.ConvertAll(change => log.Changes.Add(seq => new ChangeEntry(
            seq, now, system, tenant, edit.Record, edit.Call.Caller.Who, edit.Call.Seq,
            change.Path, change.Row, change.Before, change.Path.Length == 0 && edit.Body is not null ? version.Json : change.After)));
        state?.Append(writer => StateLine.Write(writer, system, tenant, version, _lastRow, entries, write));
        return version;
    }

    public void Restore(StateLine line)
    {
        _lastRow = line.LastRow;
        if (line.Version is { } version)
            Put(version);
    }

    private List<FieldChange> Changes(RecordVersion? before, JsonObject? body)
    {
        var standing = Standing(before);
        return standing is null || body is null
            ? [new FieldChange("", null, standing, null)]
            : RecordComparison.Compare(shape, before!.Body, body);
    }

    private void Put(RecordVersion version)
    {
        _records[version.Id] = version;
        _positions.Add(version.Position, version.Id);
    }

    private static byte[]? Standing(RecordVersion? version) => version is null or { Deleted: true } ? null : version.Json;

    // Written again on one line, because the state file holds one commit a line.
    private static byte[]? Sent(Edit edit) =>
        JsonText.ParseObject(edit.Call.Body) is { } sent ? JsonText.Bytes(sent) : null;
}
