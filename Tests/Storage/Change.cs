using System.Text;
using Counterpart.Links;
using Counterpart.Storage;

namespace Counterpart.Tests.Storage;

/// <summary>Makes links' shares of a batch.</summary>
internal static class Change
{
    public const string Integration = "clientworks-wealthbox";

    public static LinkKey Key(string client, string firm = "north") => new(firm, Integration, client);

    public static LinkCommit Of(LinkKey key, long expected, DateTimeOffset at, int entries = 1, long row = 0)
    {
        var revision = expected + entries;
        return new LinkCommit
        {
            Key = key,
            ExpectedRevision = expected,
            RowNumber = row,
            Row = new LinkRow
            {
                Key = key,
                Revision = revision,
                Epoch = 1,
                Phase = "linked",
                Partner = $"partner-{key.Client}",
                State = Bytes($"{key} at {revision}"),
            },
            Entries = [.. Enumerable.Range(1, entries)
                .Select(step => new JournalEntry(expected + step, "key:k1", at, Bytes($"{key} event {expected + step}")))],
        };
    }

    /// <summary>A share that leaves the row alone.</summary>
    public static LinkCommit Records(LinkKey key, long expected, DateTimeOffset at, int entries = 1) => Of(key, expected, at, entries) with { Row = null };

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
