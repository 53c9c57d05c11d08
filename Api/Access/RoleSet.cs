using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>The roles that may use an endpoint.</summary>
[Flags]
internal enum RoleSet
{
    None = 0,
    FirmAdmin = 1 << Role.FirmAdmin,
    Adviser = 1 << Role.Adviser,
    Client = 1 << Role.Client,
    System = 1 << Role.System,
    Operator = 1 << Role.Operator,
    Everybody = FirmAdmin | Adviser | Client | System | Operator,
}

internal static class RoleSets
{
    public static bool Includes(this RoleSet set, Role role) => ((int)set & (1 << (int)role)) != 0;
}
