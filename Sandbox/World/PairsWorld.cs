namespace Counterpart.Sandbox.World;

/// <summary>Clients that each have exactly one contact, which agrees in every value.</summary>
internal static class PairsWorld
{
    public static Office Make(int count, int seed)
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
        return new Office("lpl-demo", "9001", "Demo Office") { Clients = clients, Contacts = contacts };
    }
}
