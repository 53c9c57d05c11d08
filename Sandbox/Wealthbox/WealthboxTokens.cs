using Counterpart.Sandbox.Calls;
using Counterpart.Sandbox.World;

namespace Counterpart.Sandbox.Wealthbox;

internal static class WealthboxTokens
{
    private static readonly Dictionary<string, Caller> Callers = new(StringComparer.Ordinal)
    {
        ["wb-demo-sync"] = new("9001", CallerRole.Sync),
        ["wb-demo-user"] = new("9001", CallerRole.User),
        ["wb-demo-read"] = new("9001", CallerRole.Sync, MayWrite: false),
        ["wb-other-sync"] = new("9002", CallerRole.Sync),
        ["wb-other-user"] = new("9002", CallerRole.User),
    };

    static WealthboxTokens()
    {
        foreach (var number in MoreOffices.Numbers)
        {
            Callers[$"wb-firm{number}-sync"] = new(MoreOffices.Workspace(number), CallerRole.Sync);
            Callers[$"wb-firm{number}-user"] = new(MoreOffices.Workspace(number), CallerRole.User);
        }
    }

    public static Caller? Identify(IHeaderDictionary headers)
    {
        if (headers.TryGetValue("ACCESS_TOKEN", out var token))
            return Callers.GetValueOrDefault(token.ToString());
        var authorization = headers.Authorization.ToString();
        return authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? Callers.GetValueOrDefault(authorization[7..].Trim())
            : null;
    }
}
