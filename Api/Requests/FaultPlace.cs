namespace Counterpart.Api;

/// <summary>A place in a body: as a person names it, and as RFC 6901 points to it.</summary>
internal sealed record FaultPlace(string Field, string Pointer)
{
    public static readonly FaultPlace Body = new(string.Empty, string.Empty);

    public FaultPlace Of(string member) => new(
        Field.Length == 0 ? member : $"{Field}.{member}",
        $"{Pointer}/{member.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}");

    public FaultPlace Of(string list, int place)
    {
        var at = Of(list);
        return new($"{at.Field}[{place}]", $"{at.Pointer}/{place}");
    }
}
