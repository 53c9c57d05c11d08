using Counterpart.Hosting;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A firm's callers, one for each role.</summary>
internal sealed record Firm(ApiCaller Admin, ApiCaller Adviser, ApiCaller OtherAdviser, ApiCaller Client, ApiCaller System)
{
    public IEnumerable<ApiCaller> All => [Admin, Adviser, OtherAdviser, Client, System];

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
