using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Counterpart.Load.Attack;

/// <summary>A firm whose outside system is <see cref="LyingVendor"/>: no lie harms the process, or the other firms.</summary>
internal static class VendorLies
{
    private const string Key = "later-";

    /// <summary>An answer is read to 8 MiB; the rest is what lies in the buffers of the two sockets.</summary>
    private const long MostTaken = 32 * 1024 * 1024;

    private static readonly TimeSpan Polls = TimeSpan.FromSeconds(3);

    public static IEnumerable<Hardship> All(AttackTarget target, TimeProvider clock) =>
        [new($"a vendor with {LyingVendor.Lies.Count} lies, when it is connected and afterwards", async cancel => await LieAsync(target, clock, cancel))];

    private static async Task<IReadOnlyList<string>> LieAsync(AttackTarget target, TimeProvider clock, CancellationToken cancel)
    {
        using var elsewhere = new LyingVendor(IPAddress.Parse("127.0.0.2"), clock);
        using var vendor = new LyingVendor(IPAddress.Loopback, clock) { Elsewhere = new Uri(elsewhere.Address, "/later-nothing/me") };
        List<string> wrong = [];
        foreach (var lie in LyingVendor.Lies)
        {
            await ConnectAsync(target, await FirmAsync(target, $"lied-to-{lie}", cancel), new Uri(vendor.Address, $"/lie-{lie}"), [422], wrong, cancel);
        }

        var admin = await FirmAsync(target, "lied-to", cancel);

        foreach (var lie in LyingVendor.Lies)
        {
            await ConnectAsync(target, admin, new Uri(vendor.Address, $"/{Key}{lie}"), [200], wrong, cancel);
            await Task.Delay(Polls, clock, cancel);
        }

        // Or it goes on for as long as the process.
        await target.SendAsync(Asking.For("POST", "/v1/channels/wealthbox/pause", admin), cancel);
        wrong.AddRange(vendor.Taken.Where(taken => taken.Value > MostTaken).Select(taken => $"{taken.Value} bytes of one answer were read ({taken.Key})"));
        if (elsewhere.Calls > 0)
        {
            wrong.Add("a redirection was followed");
        }

        return wrong;
    }

    /// <returns>The key of its administrator.</returns>
    public static async Task<string> FirmAsync(AttackTarget target, string id, CancellationToken cancel)
    {
        using var caller = target.Caller("cpk_demo_operator");
        using var answer = await caller.PostAsJsonAsync("/v1/firms", new { id, name = id, label = "attack" }, cancel);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("adminKey").GetProperty("secret").GetString()!;
    }

    private static async Task ConnectAsync(AttackTarget target, string admin, Uri baseUrl, int[] statuses, List<string> wrong, CancellationToken cancel)
    {
        var request = Asking.For("PUT", "/v1/connections/wealthbox", admin, JsonSerializer.Serialize(new { baseUrl, token = "lied-to-token" }));
        try
        {
            if (Asking.Wrong(request, await target.SendAsync(request, cancel), statuses) is { } fault)
            {
                wrong.Add($"{baseUrl.AbsolutePath}: {fault}");
            }
        }
        catch (IOException fault)
        {
            wrong.Add($"{baseUrl.AbsolutePath}: {fault.Message}");
        }
    }
}
