namespace Counterpart.Sandbox.World;

/// <summary>The worlds that can be asked for by name. The same name and seed always make the same world.</summary>
internal static class Worlds
{
    private const string PairsPrefix = "pairs:";
    private const int MostPairs = 900_000;

    public static bool IsKnown(string world) => world == "demo" || Pairs(world) is > 0 and <= MostPairs;

    public static IReadOnlyList<Office> Make(string world, int seed) =>
        [Pairs(world) is { } pairs ? PairsWorld.Make(pairs, seed) : new DemoWorld(seed).Make(), OtherOffice.Make(seed)];

    private static int? Pairs(string world) =>
        world.StartsWith(PairsPrefix, StringComparison.Ordinal) && int.TryParse(world[PairsPrefix.Length..], out var count) ? count : null;
}
