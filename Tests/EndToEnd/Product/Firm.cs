using Counterpart.Hosting;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A firm's callers, one for each role.</summary>
internal sealed record Firm(ApiCaller Admin, ApiCaller Adviser, ApiCaller OtherAdviser, ApiCaller Client, ApiCaller System)
{
    public IEnumerable<ApiCaller> All => [Admin, Adviser, OtherAdviser, Client, System];

    /// <summary>As an operator and the firm's administrator set it up.</summary>
    public static async Task<Firm> CreateAsync(ApiCaller operators, string firm, string client, Func<string, ApiCaller> caller)
    {
        var made = (await operators.PostAsync("/v1/firms", new { id = firm, name = $"{firm} office", label = "test" })).Ok();
        var admin = caller((string)made["adminKey"]!["secret"]!);
        return new Firm(
            admin,
            await KeyAsync("adviser", "adviser-1"),
            await KeyAsync("adviser", "adviser-2"),
            await KeyAsync("client", client),
            await KeyAsync("system", "clientworks"));

        async Task<ApiCaller> KeyAsync(string role, string subject) =>
            caller((string)(await admin.PostAsync("/v1/keys", new { role, subject, label = "test" })).Ok()["secret"]!);
    }

    public static async Task<Firm> CreateAsync(Node node, string firm, string client, Func<string, ApiCaller> caller, CancellationToken cancel)
    {
        await node.Firms.CreateAsync(firm, $"{firm} office", cancel);
        return new Firm(
            await KeyAsync(Role.FirmAdmin, null),
            await KeyAsync(Role.Adviser, "adviser-1"),
            await KeyAsync(Role.Adviser, "adviser-2"),
            await KeyAsync(Role.Client, client),
            await KeyAsync(Role.System, "clientworks"));

        async Task<ApiCaller> KeyAsync(Role role, string? subject) => caller(await node.Keys.CreateAsync(firm, role, subject, "test", cancel));
    }
}
