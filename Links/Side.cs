namespace Counterpart.Links;

/// <summary>One of the two systems of a link: the hub, where the user links, or the partner.</summary>
public enum Side
{
    Hub,
    Partner,
}

public static class Sides
{
    public static Side Other(this Side side) => side == Side.Hub ? Side.Partner : Side.Hub;
}
