using Counterpart.Links;

namespace Counterpart.Storage;

/// <summary>A record of a system, as last read.</summary>
/// <param name="Content">What the host keeps of the record: opaque to the store.</param>
public sealed record DirectoryRow(RecordProfile Profile, string? Book, bool Deleted, DateTimeOffset ReadAt, ReadOnlyMemory<byte> Content);

/// <summary>A hub's client with its link's phase (<c>unlinked</c> when it has none).</summary>
public sealed record ClientRow(RecordProfile Profile, string? Book, string Phase, string? Partner);

/// <summary>Which clients to list. They come in order of (<c>NameKey</c>, <c>Id</c>).</summary>
/// <param name="Query">Words of a name in any spelling, part of an e-mail address, a telephone number's digits, or an id; null for all.</param>
/// <param name="Phase">Only links in this phase.</param>
/// <param name="Book">Only this adviser's clients.</param>
/// <param name="Client">Only this record.</param>
/// <param name="After">The (<c>NameKey</c>, <c>Id</c>) of the last one of the page before.</param>
public sealed record ClientQuery(
    string Firm, string Integration, string System, string? Query, string? Phase, string? Book, string? Client, (string NameKey, string Id)? After, int Limit);

/// <summary>A journal record as it is read back.</summary>
public sealed record JournalRow(long Seq, string Link, long Revision, Guid Batch, string Actor, DateTimeOffset At, ReadOnlyMemory<byte> Events);
