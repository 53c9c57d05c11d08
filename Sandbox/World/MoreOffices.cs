namespace Counterpart.Sandbox.World;

/// <summary>The demo office and those beside it that a world of pairs can have, numbered from 1.</summary>
internal static class MoreOffices
{
    public const int Most = 99;

    public static IEnumerable<int> Numbers => Enumerable.Range(1, Most);

    public static Office Of(int number) => new(Tenant(number), Workspace(number), number == 0 ? "Demo Office" : $"Office {number}") { Clients = [], Contacts = [] };

    public static string Tenant(int number) => number == 0 ? "lpl-demo" : $"lpl-firm{number}";

    public static string Workspace(int number) => number == 0 ? "9001" : $"{9100 + number}";
}
