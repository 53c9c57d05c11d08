using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>What a link's row says since it was written last. A commit that changes nothing of it may leave the row alone.</summary>
/// <param name="Tail">The records that came after it.</param>
internal sealed record WrittenRow(RowColumns Columns, int Tail)
{
    /// <summary>The most records that a row is left alone for. Whoever loads the link folds them, at some microseconds each.</summary>
    public const int LongestTail = 8;

    public static WrittenRow Of(LinkRow row) => new(new RowColumns(row.Epoch, row.Phase, row.Partner, row.Notices, row.Differing), row.Tail.Count);

    public WrittenRow After(int records) => this with { Tail = Tail + records };

    /// <summary>Whether so many records more need no row, when its columns are to be these.</summary>
    public bool Covers(RowColumns columns, int records) => Tail + records <= LongestTail && Columns == columns;
}

/// <summary>What lists and searches need of a link.</summary>
internal sealed record RowColumns(int Epoch, string Phase, string? Partner, int Notices, int Differing);
