namespace Counterpart.Sandbox.World;

/// <summary>The worlds that can be asked for by name. The same name and seed always make the same world.</summary>
internal static class Worlds
{
    private const string PairsPrefix = "pairs:";
    private const int MostPairs = 900_000;

    public static bool IsKnown(string world) =>
        world == "demo" || (Pairs(world) is (> 0 and <= MostPairs, > 0 and <= MoreOffices.Most + 1) and var (pairs, offices) && offices <= pairs);

    public static IReadOnlyList<Office> Make(string world, int seed) =>
        [.. Pairs(world) is var (pairs, offices) ? PairsWorld.Make(pairs, offices, seed) : [new DemoWorld(seed).Make()], OtherOffice.Make(seed)];

    private static (int Count, int Offices)? Pairs(string world)
    {
        if (!world.StartsWith(PairsPrefix, StringComparison.Ordinal))
            return null;
        var parts = world[PairsPrefix.Length..].Split('/');
        var offices = 1;
        return parts.Length <= 2 && int.TryParse(parts[0], out var count) && (parts.Length == 1 || int.TryParse(parts[1], out offices)) ? (count, offices) : null;
    }
}
