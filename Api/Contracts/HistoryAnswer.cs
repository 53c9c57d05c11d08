using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>What happened to a link, newest first.</summary>
/// <param name="NextBefore">The <c>before</c> of the next page; null on the last.</param>
public sealed record HistoryAnswer(string Integration, string Client, string Hub, string Partner, IReadOnlyList<HistoryItem> Entries, long? NextBefore);

/// <param name="Seq">The journal sequence of the firm.</param>
/// <param name="Actor">Who did it: a key, or the system that it was seen in.</param>
/// <param name="What">A stable name: <c>linked seen agreed owed won held sent settled</c>, and others as they come.</param>
/// <param name="Text">The same as a sentence.</param>
/// <param name="Value">Null both for a blank value and for none; with a value there is a <paramref name="Version"/>.</param>
/// <param name="Rule">What decided.</param>
/// <param name="Lost">The value that it won over.</param>
public sealed record HistoryItem(
    long Seq,
    long Revision,
    DateTimeOffset At,
    string Actor,
    string What,
    string Text,
    string? Path,
    Side? Side,
    FieldValue? Value,
    long? Version,
    string? Rule,
    LostItem? Lost)
{
    public static HistoryItem Of(HistoryEntry entry) => new(
        entry.Seq,
        entry.Revision,
        entry.At,
        entry.Actor,
        entry.What,
        entry.Text,
        entry.Path,
        entry.Side,
        entry.Value,
        entry.Version,
        entry.Rule,
        entry.Lost is { } lost ? new LostItem(lost.Side, lost.Value, lost.Version) : null);
}

public sealed record LostItem(Side Side, FieldValue Value, long Version);
