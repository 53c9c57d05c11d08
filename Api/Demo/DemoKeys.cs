using Counterpart.Hosting;

namespace Counterpart.Api.Demo;

/// <summary>The demo firm's keys, one for each role. They are no secrets: the demo listens on loopback only.</summary>
internal static class DemoKeys
{
    public const string Firm = "demo";
    public const string OtherFirm = "other";
    public const string System = "cpk_demo_system";

    public static readonly (string Secret, string? Firm, Role Role, string? Subject)[] All =
    [
        ("cpk_demo_admin", Firm, Role.FirmAdmin, null),
        ("cpk_demo_adviser", Firm, Role.Adviser, "adviser-1"),
        ("cpk_demo_client", Firm, Role.Client, "CW-100001"),
        (System, Firm, Role.System, "clientworks"),
        ("cpk_demo_operator", null, Role.Operator, null),
        ("cpk_other_admin", OtherFirm, Role.FirmAdmin, null),
    ];
}
