namespace Counterpart.Sandbox.World;

/// <summary>A small office of another tenant, to show that the two never meet.</summary>
internal static class OtherOffice
{
    public static Office Make(int seed)
    {
        var source = new IdentitySource(seed + 1, firstNumber: 950_000);
        var people = Enumerable.Range(1, 5).Select(_ => source.Person()).ToList();
        return new Office("lpl-other", "9002", "Other Office")
        {
            Clients = [.. people.Select((person, i) => new SeedClient($"CW-{900_001 + i}", person))],
            Contacts = [.. people.Select((person, i) => new SeedContact(29_001 + i, person, PhoneStyle.Dashes))],
        };
    }
}
