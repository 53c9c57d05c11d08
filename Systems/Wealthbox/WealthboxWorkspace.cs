using System.Text.Json;

namespace Counterpart.Systems.Wealthbox;

/// <summary>The workspace that a token writes to.</summary>
internal sealed record WealthboxWorkspace(string Id, string Name)
{
    // A token can list several workspaces; it writes to current_user.account, which need not be the first of them:
    // daveboster/wealthbox-swift, docs/QA_WORKSPACE_TESTING.md.
    public static WealthboxWorkspace? Of(JsonElement me)
    {
        if (me.Id("current_user/account") is not { } id)
        {
            return null;
        }

        var name = me.Member("accounts") is { ValueKind: JsonValueKind.Array } accounts
            ? accounts.EnumerateArray().Where(account => account.Id("id") == id).Select(account => account.Text("name")).FirstOrDefault()
            : null;
        return new WealthboxWorkspace(id, name ?? me.Text("current_user/name") ?? id);
    }
}
