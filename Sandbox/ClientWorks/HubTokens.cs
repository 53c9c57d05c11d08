using Counterpart.Sandbox.Calls;
using Counterpart.Sandbox.World;

namespace Counterpart.Sandbox.ClientWorks;

internal static class HubTokens
{
    private static readonly Dictionary<string, Caller> Callers = new(StringComparer.Ordinal)
    {
        ["cw-demo-sync"] = new("lpl-demo", CallerRole.Sync),
        ["cw-demo-user"] = new("lpl-demo", CallerRole.User),
        ["cw-demo-read"] = new("lpl-demo", CallerRole.Sync, MayWrite: false),
        ["cw-other-sync"] = new("lpl-other", CallerRole.Sync),
        ["cw-other-user"] = new("lpl-other", CallerRole.User),
    };

    static HubTokens()
    {
        foreach (var number in MoreOffices.Numbers)
        {
            Callers[$"cw-firm{number}-sync"] = new(MoreOffices.Tenant(number), CallerRole.Sync);
            Callers[$"cw-firm{number}-user"] = new(MoreOffices.Tenant(number), CallerRole.User);
        }
    }

    public static IEnumerable<string> Tenants => Callers.Values.Select(caller => caller.Tenant).Distinct(StringComparer.Ordinal);

    public static Caller? Identify(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? Callers.GetValueOrDefault(authorization[7..].Trim())
            : null;
    }
}
