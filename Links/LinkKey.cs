namespace Counterpart.Links;

/// <summary>Names one link: the firm, the pair of systems (<c>clientworks-wealthbox</c>) and the record's id in the hub.</summary>
public readonly record struct LinkKey(string Firm, string Integration, string Client)
{
    /// <summary>The key within its firm, as it is stored: <c>integration/client</c>.</summary>
    public string Name => $"{Integration}/{Client}";

    public override string ToString() => $"{Firm}/{Integration}/{Client}";

    public static LinkKey Parse(string firm, string name)
    {
        var slash = name.IndexOf('/', StringComparison.Ordinal);
        return new LinkKey(firm, name[..slash], name[(slash + 1)..]);
    }
}
