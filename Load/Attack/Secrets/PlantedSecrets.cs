using System.Globalization;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Counterpart.Load.Attack;

/// <summary>Secrets where real ones would be, and the acts that take them through the product.</summary>
internal sealed class PlantedSecrets(AttackTarget target)
{
    /// <summary>Typed by a person at the hub, and so stored, sealed, matched and written to the partner.</summary>
    public const string TaxId = "987-65-1234";

    /// <summary>Only ever in requests that are refused.</summary>
    private const string RefusedTaxId = "986-54-4321";

    private const string Token = "planted-token-5b1c9e7f2a";
    private static readonly string[] Tokens = ["cw-demo-sync", "wb-demo-sync", "cw-other-sync", "wb-other-sync", Token];
    private static readonly string[] Keys = ["cpk_demo_admin", "cpk_demo_adviser", "cpk_demo_client", "cpk_demo_system", "cpk_demo_operator", "cpk_other_admin"];

    private readonly List<string> found = [];

    /// <summary>Tax ids in the spellings that systems use, credentials, keys and a session.</summary>
    public IReadOnlyList<string> All => found;

    /// <param name="leak">A person types the tax id where it is taken for a job title: it then is everywhere where it must not be. And a log beside the product's has a credential in Base64.</param>
    public async Task PlantAsync(bool leak, CancellationToken cancel)
    {
        found.AddRange(Tokens.Concat(Keys));
        foreach (var taxId in (await TaxIdsAsync(cancel)).Append(TaxId).Append(RefusedTaxId))
        {
            var digits = taxId.Replace("-", "", StringComparison.Ordinal);
            found.AddRange([taxId, digits, taxId.Replace('-', ' '), taxId.Replace('-', '.')]);
        }

        await EditAsync("CW-100020", new { taxId = TaxId }, cancel);
        if (leak)
        {
            await EditAsync("CW-100021", new { jobTitle = TaxId }, cancel);
            await File.WriteAllTextAsync(Path.Combine(target.Folder, "other.log"), $"a call with {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x:{Token}"))}", cancel);
        }

        await AskAsync(cancel);
        await FailAsync(cancel);
        await target.RestAsync(cancel);
    }

    private async Task<IEnumerable<string>> TaxIdsAsync(CancellationToken cancel)
    {
        using var hub = Hub();
        var page = await hub.GetFromJsonAsync<JsonElement>("/hub/v1/changes?after=0&limit=500", cancel);
        return [.. page.GetProperty("changes").EnumerateArray()
            .Select(change => change.GetProperty("client"))
            .Select(client => client.TryGetProperty("taxId", out var taxId) ? taxId.GetString() : null)
            .OfType<string>()];
    }

    private async Task EditAsync(string client, object patch, CancellationToken cancel)
    {
        using var hub = Hub();
        using var answer = await hub.PatchAsJsonAsync($"/hub/v1/clients/{client}", patch, cancel);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Requests that carry secrets where they belong, and where they don't.</summary>
    private async Task AskAsync(CancellationToken cancel)
    {
        using var admin = target.Caller("cpk_demo_admin");
        await admin.PutAsJsonAsync("/v1/connections/wealthbox", new { baseUrl = new Uri(target.Wealthbox, "/v1"), token = Token }, cancel);
        await admin.GetAsync(new Uri($"/v1/clients?query={RefusedTaxId}", UriKind.Relative), cancel);
        await admin.GetAsync(new Uri($"/v1/links/{AttackTarget.Integration}/{RefusedTaxId}", UriKind.Relative), cancel);
        await admin.PostAsync("/v1/links", Json($$"""{"integration":"{{AttackTarget.Integration}}","clients":["CW-100030"],"taxId":"{{RefusedTaxId}}"}"""), cancel);
        await admin.PostAsync("/v1/links", Json($$"""{"integration":{{RefusedTaxId}} """), cancel);
        await admin.PutAsJsonAsync("/v1/connections/wealthbox", new { baseUrl = "https://127.0.0.2/", token = Token }, cancel);
        await admin.GetAsync(new Uri($"/v1/events?after={Token}", UriKind.Relative), cancel);
        using var made = await admin.PostAsJsonAsync("/v1/keys", new { role = "adviser", subject = "adviser-7", label = "planted" }, cancel);
        found.Add((await made.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("secret").GetString()!);
        using var session = await admin.PostAsync("/v1/session", content: null, cancel);
        found.Add(session.Headers.GetValues("Set-Cookie").Single().Split('=', 2)[1].Split(';')[0]);

        using var system = target.Caller("cpk_demo_system");
        foreach (var (fields, revision) in new[] { ("taxId", 900), ("birthDate", 901) })
        {
            await system.PostAsJsonAsync(
                "/v1/changes/clientworks", new { changes = new[] { new { record = "CW-100022", revision, fields = new Dictionary<string, object> { [fields] = RefusedTaxId } } } }, cancel);
        }
    }

    /// <summary>A partner whose errors name what it was sent.</summary>
    private async Task FailAsync(CancellationToken cancel)
    {
        using var partner = new HttpClient { BaseAddress = target.Wealthbox };
        foreach (var (status, method) in new[] { (422, "PUT"), (500, "PUT"), (503, "GET"), (200, "GET"), (401, "GET") })
        {
            var fault = new { match = new { method }, kind = "Fail", status, times = 1, body = $$$"""{"errors":{"job_title":"{{{TaxId}}} wb-demo-sync is invalid"}}""" };
            using var set = await partner.PostAsJsonAsync("/_control/faults", fault, cancel);
            set.EnsureSuccessStatusCode();
            await EditAsync("CW-100023", new { jobTitle = string.Create(CultureInfo.InvariantCulture, $"Title {status}") }, cancel);
            await target.RestAsync(cancel);
        }
    }

    private HttpClient Hub()
    {
        var hub = new HttpClient { BaseAddress = target.ClientWorks };
        hub.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer cw-demo-user");
        hub.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", "*");
        return hub;
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
