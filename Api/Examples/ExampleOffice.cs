using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class ExampleOffice
{
    private const string Secret = "cpk_0000000000000000000000000000000000000000";

    private static readonly FirmItem Firm = new("bayside", "Bayside Wealth", ExampleNames.At("09:00:00"));
    private static readonly KeyItem Admin = new("3f9a0c7d12be", Role.FirmAdmin, null, "Jo Park", ExampleNames.At("09:00:00"), null);
    private static readonly KeyItem Adviser = new("91c2e07ab4d5", Role.Adviser, "adviser-1", "Sam Reyes, laptop", ExampleNames.At("09:05:00"), null);
    private static readonly ConnectionItem Wealthbox = new("wealthbox", Connected: true, ExampleNames.Tenant, "https://api.crmworkspace.com/v1", Paused: false);

    public static readonly FirmRequest FirmRequest = new("bayside", "Bayside Wealth", "Jo Park");
    public static readonly FirmsAnswer Firms = new([Firm]);
    public static readonly FirmCreatedAnswer FirmCreated = new(Firm, new KeyCreatedAnswer(Admin, Secret));
    public static readonly AdminKeyRequest AdminKeyRequest = new("Jo Park");
    public static readonly KeyRequest KeyRequest = new(Role.Adviser, "adviser-1", "Sam Reyes, laptop");
    public static readonly KeysAnswer Keys = new([Admin, Adviser]);
    public static readonly KeyCreatedAnswer KeyCreated = new(Adviser, Secret);
    public static readonly KeyItem Revoked = Adviser with { EndsAt = ExampleNames.At("17:30:00") };
    public static readonly RotateRequest RotateRequest = new(OverlapMinutes: 60);
    public static readonly ConnectionRequest ConnectionRequest = new("https://api.crmworkspace.com/v1", "0123456789abcdef0123456789abcdef");
    public static readonly ConnectionsAnswer Connections = new([new ConnectionItem("clientworks", Connected: false, null, null, Paused: false), Wealthbox]);
    public static readonly ConnectionAnswer Connection = new(Wealthbox, "Bayside Wealth");
}
