using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Wealthbox;

internal static class MePage
{
    /// <summary>The workspace is <c>current_user.account</c>. The first of the accounts is another one on purpose.</summary>
    public static Reply For(Caller caller, string workspaceName)
    {
        var account = long.Parse(caller.Tenant);
        var id = caller.Role == CallerRole.Sync ? 7100 : 7001;
        var name = caller.Role == CallerRole.Sync ? "Integration" : "Dana Whitfield";
        return Reply.Json(StatusCodes.Status200OK, new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["current_user"] = new JsonObject
            {
                ["id"] = id, ["email"] = $"user{id}@example.com", ["name"] = name, ["account"] = account,
            },
            ["accounts"] = new JsonArray(
                new JsonObject { ["id"] = 9900, ["name"] = "Archive" },
                new JsonObject { ["id"] = account, ["name"] = workspaceName }),
        });
    }
}
