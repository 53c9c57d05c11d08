namespace Counterpart.Load.Attack;

/// <summary>What there is in the product under attack, so that a request can reach something.</summary>
/// <param name="Keys">Keys that may be revoked: none of those that the attack itself uses.</param>
/// <param name="Callers">Who can ask, by the header's value; null: nothing is sent.</param>
internal sealed record Names(IReadOnlyList<string> Keys, IReadOnlyList<(string Name, string? Authorization, int Weight)> Callers)
{
    public const string Operator = "operator";

    private static readonly string[] Clients = ["CW-100001", "CW-100002", "CW-100003", "CW-100004", "CW-100005", "CW-100010", "CW-100150", "CW-900001", "CW-999999"];
    private static readonly string[] Records = ["20001", "20002", "20003", "20004", "29001", "99999"];
    private static readonly string[] Paths = ["name/last", "jobTitle", "birthDate", "taxId", "phones/r1", "emails/r2", "emails/primary", "tags/vip", "nothing/here"];

    private static readonly string[] Addresses =
    [
        "http://169.254.169.254/latest", "https://127.0.0.1:1/v1", "http://[::1]/", "https://10.0.0.1", "file:///etc/passwd", "https://user:pass@example.invalid/", "https://example.invalid/v1",
        "gopher://127.0.0.1:70/", "//127.0.0.1", "https://", "https://0x7f000001/", "https://2130706433", "https://127.0.0.1%00.example.invalid", "javascript:alert(1)",
    ];

    /// <summary>A value for a member or parameter of this name; null: nothing fits better than its schema.</summary>
    public string? For(string name, Random random) => name switch
    {
        "integration" => Pick(random, "clientworks-wealthbox", "clientworks-wealthbox", "clientworks-wealthbox", "connectworks-xpm"),
        "client" or "clients" or "subject" => Pick(random, Clients),
        "record" when random.Next(2) == 0 => Pick(random, Clients),
        "record" or "partner" => Pick(random, Records),
        "system" => Pick(random, "clientworks", "wealthbox", "xpm"),
        "firm" => Pick(random, "demo", "other", "nowhere"),
        "key" => Keys.Count == 0 ? null : Pick(random, [.. Keys]),
        "path" => Pick(random, Paths),
        "baseUrl" => Pick(random, Addresses),
        "id" => $"firm-{random.Next(1000)}",
        _ => null,
    };

    public (string Name, string? Authorization, int Weight) Caller(Random random)
    {
        var at = random.Next(Callers.Sum(caller => caller.Weight));
        return Callers.First(caller => (at -= caller.Weight) < 0);
    }

    public string? Authorization(string name) => Callers.First(caller => caller.Name == name).Authorization;

    private static string Pick(Random random, params string[] of) => of[random.Next(of.Length)];
}
