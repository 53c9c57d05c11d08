namespace Counterpart.Sandbox.World;

/// <summary>Clients that each have exactly one contact, which agrees in every value.</summary>
internal static class PairsWorld
{
    /// <summary>The pairs are numbered through all offices, the last of which has what is left.</summary>
    public static IEnumerable<Office> Make(int count, int offices, int seed)
    {
        var all = Make(count, seed);
        var each = count / offices;
        return Enumerable.Range(0, offices).Select(number =>
        {
            var (from, to) = (number * each, number == offices - 1 ? count : (number + 1) * each);
            return MoreOffices.Of(number) with { Clients = all.Clients.Take(from..to).ToList(), Contacts = all.Contacts.Take(from..to).ToList() };
        });
    }

    private static Office Make(int count, int seed)
    {
        var source = new IdentitySource(seed);
        var clients = new List<SeedClient>(count);
        var contacts = new List<SeedContact>(count);
        for (var i = 1; i <= count; i++)
        {
            var identity = source.Person();
            clients.Add(new($"CW-{100_000 + i}", identity));
            contacts.Add(new(20_000 + i, identity, PhoneStyle.Brackets) { ExternalId = $"CW-{100_000 + i}" });
        }
        return MoreOffices.Of(0) with { Clients = clients, Contacts = contacts };
    }
}
