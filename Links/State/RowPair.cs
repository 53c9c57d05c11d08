namespace Counterpart.Links;

/// <summary>The row ids of both systems for one row path; null where the side has no such row.</summary>
public sealed record RowPair(string? Hub, string? Partner)
{
    public string? Of(Side side) => side == Side.Hub ? Hub : Partner;

    public RowPair With(Side side, string? id) => side == Side.Hub ? this with { Hub = id } : this with { Partner = id };
}
