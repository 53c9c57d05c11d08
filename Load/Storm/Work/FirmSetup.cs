using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>Sets up firms beside the demo's, as an operator and an administrator do.</summary>
internal static class FirmSetup
{
    /// <param name="number">From 1; the simulators have an office of this number.</param>
    public static async Task<LabFirm> CreateAsync(Laboratory laboratory, int number, CancellationToken cancel)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"firm{number}");
        var created = await SendAsync(laboratory, HttpMethod.Post, "/v1/firms", "cpk_demo_operator", new { id = name, name, label = "storm" }, cancel);
        var admin = created.GetProperty("adminKey").GetProperty("secret").GetString()!;
        await SendAsync(laboratory, HttpMethod.Put, "/v1/connections/clientworks", admin, new { baseUrl = new Uri(laboratory.ClientWorks, "/hub/v1"), token = $"cw-{name}-sync" }, cancel);
        await SendAsync(laboratory, HttpMethod.Put, "/v1/connections/wealthbox", admin, new { baseUrl = new Uri(laboratory.Wealthbox, "/v1"), token = $"wb-{name}-sync" }, cancel);
        await SendAsync(laboratory, HttpMethod.Put, $"/v1/integrations/{Laboratory.Integration}", admin, new { enabled = true, taxIdField = "Tax ID" }, cancel);
        return new LabFirm(admin, await SystemKeyAsync(laboratory, admin, cancel), $"cw-{name}-user", $"wb-{name}-user");
    }

    /// <summary>A key with which the hub's changes are posted.</summary>
    public static async Task<string> SystemKeyAsync(Laboratory laboratory, string admin, CancellationToken cancel) =>
        (await SendAsync(laboratory, HttpMethod.Post, "/v1/keys", admin, new { role = "system", subject = "clientworks", label = "storm" }, cancel)).GetProperty("secret").GetString()!;

    private static async Task<JsonElement> SendAsync(Laboratory laboratory, HttpMethod method, string path, string key, object body, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var answer = await laboratory.Api.SendAsync(request, cancel);
        var content = await answer.Content.ReadFromJsonAsync<JsonElement>(cancel);
        return answer.IsSuccessStatusCode ? content : throw new InvalidOperationException($"{method} {path}: {(int)answer.StatusCode} {content}");
    }
}
