using System.Net;
using System.Text.Json;

namespace Counterpart.Load.Attack;

/// <summary>Addresses of outside systems that lead to this machine, its network, or nowhere that is one.</summary>
internal static class AddressTricks
{
    // 127.0.0.1 is where the demo's simulators are: the operator allows it here, and no other.
    private static readonly string[] Addresses =
    [
        "http://169.254.169.254/latest/meta-data", "https://169.254.169.254/", "http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://127.0.0.2:{port}/", "http://127.0.0.2:22/", "http://127.1.2.3/",
        "http://0.0.0.0:{port}/", "http://[::]/", "http://[::1]:{port}/", "http://[::ffff:127.0.0.2]:{port}/", "http://[::ffff:a9fe:a9fe]/", "http://[64:ff9b::7f00:2]/", "http://[2002:7f00:2::]/",
        "http://2130706434:{port}/", "http://0x7f000002:{port}/", "http://0177.0.0.2:{port}/", "http://127.2:{port}/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.0.1/", "http://100.64.0.1/",
        "http://224.0.0.1/", "http://255.255.255.255/", "https://10.0.0.1/v1", "file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:{port}/", "unix:///var/run/docker.sock", "javascript:alert(1)",
        "http://user:password@127.0.0.1/", "http://127.0.0.1@127.0.0.2:{port}/", "http://127.0.0.1/?x=1", "http://127.0.0.1/#x", "//127.0.0.2/", "127.0.0.2", "http://", "http:///", "http://127.0.0.1:99999/",
        "http://metadata.invalid/", "http://127.0.0.2%00.example.com/", "http://127.0.0.2\\@127.0.0.1/", "http://\u2460\u2461\u2466.0.0.2:{port}/", " http://127.0.0.2:{port}/ ", "http://127.0.0.2:{port}\r\nX: 1/",
    ];

    private static readonly string[] Systems = ["wealthbox", "clientworks"];
    private static readonly int[] Refused = [400];

    private static readonly string[] Pages = ["javascript:alert('{record}')", "file:///{record}", "data:text/html,{record}", "https://example.com/", "https://{record}/", "https://example.com/{record}\r\nX-Injected: 1"];

    public static IEnumerable<Hardship> All(AttackTarget target, TimeProvider clock) =>
    [
        new($"{Addresses.Length} addresses for outside systems", async cancel => await ConnectAsync(target, clock, cancel)),
        new("addresses of pages", async cancel => await target.EachAsync(
            Pages.Select(page => (Asking.For("PUT", "/v1/integrations/clientworks-wealthbox", "cpk_demo_admin", JsonSerializer.Serialize(new { enabled = true, hubPage = page })), Refused)), cancel)),
    ];

    private static async Task<IReadOnlyList<string>> ConnectAsync(AttackTarget target, TimeProvider clock, CancellationToken cancel)
    {
        using var trap = new LyingVendor(IPAddress.Parse("127.0.0.2"), clock);
        var admin = await VendorLies.FirmAsync(target, "led-astray", cancel);
        var requests = Addresses.SelectMany(address => Systems.Select(system =>
        {
            var baseUrl = address.Replace("{port}", $"{trap.Address.Port}", StringComparison.Ordinal);
            return (Asking.For("PUT", $"/v1/connections/{system}", admin, JsonSerializer.Serialize(new { baseUrl, token = "astray-token" })), Refused);
        }));
        var wrong = await target.EachAsync(requests, cancel);
        return trap.Calls == 0 ? wrong : [.. wrong, $"{trap.Calls} connections were made to where none may be"];
    }
}
