using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>Calls the product over HTTP with one key.</summary>
internal sealed class ApiCaller(HttpClient http, Func<Uri> root, string key, ConcurrentQueue<string> heard)
{
    public const string Integration = "clientworks-wealthbox";

    public string Key => key;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null, null);

    public Task<ApiAnswer> PostAsync(string path, object body, string? idempotencyKey = null) => SendAsync(HttpMethod.Post, path, body, idempotencyKey);

    public Task<ApiAnswer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body, null);

    /// <param name="body">Null: none.</param>
    public Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body) => SendAsync(method, path, body, null);

    public Task<ApiAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, null, null);

    /// <summary>Does something to a link that takes no body: <c>pause resume refresh</c>.</summary>
    public Task<ApiAnswer> ActAsync(string client, string act, string? idempotencyKey = null) =>
        SendAsync(HttpMethod.Post, $"/v1/links/{Integration}/{client}/{act}", null, idempotencyKey);

    public async Task<JsonNode> CompareAsync(string client) => (await GetAsync($"/v1/links/{Integration}/{client}/sync")).Ok();

    /// <summary>Lets values stand, with the versions that the sync screen shows now.</summary>
    public async Task<ApiAnswer> ApplyAsync(string client, string act, params (string Path, string Stands)[] choices)
    {
        var fields = (await CompareAsync(client))["fields"]!.AsArray();
        return await PostAsync($"/v1/links/{Integration}/{client}/{act}", new
        {
            choices = choices.Select(choice =>
            {
                var field = fields.Single(field => (string?)field!["path"] == choice.Path)!;
                return new { path = choice.Path, stands = choice.Stands, hubVersion = (long)field["hub"]!["version"]!, partnerVersion = (long)field["partner"]!["version"]! };
            }),
        });
    }

    public async Task<List<JsonNode>> NoticesAsync(string query = "") =>
        [.. (await GetAsync($"/v1/notices{query}")).Ok()["notices"]!.AsArray().Select(notice => notice!)];

    /// <summary>A channel, once it is in a condition.</summary>
    public Task<JsonNode> ChannelAsync(string system, string condition) => Eventually.GetAsync(
        async () => (await GetAsync("/v1/channels")).Ok()["channels"]!.AsArray().Single(channel => (string?)channel!["system"] == system)!,
        channel => (string?)channel["condition"] == condition,
        Cancel);

    /// <summary>Stops a channel, or lets it go on.</summary>
    /// <param name="act"><c>pause resume</c></param>
    public Task<ApiAnswer> ActOnChannelAsync(string system, string act) => SendAsync(HttpMethod.Post, $"/v1/channels/{system}/{act}", null, null);

    /// <summary>Decides about what a channel would blank.</summary>
    public Task<ApiAnswer> ReleaseBrakeAsync(string system, bool accept) => PostAsync($"/v1/channels/{system}/brake", new { accept });

    /// <summary>Waits until the links were decided again under the present settings.</summary>
    public Task<JsonNode> ReconsideredAsync() => Eventually.GetAsync(
        async () => (await GetAsync($"/v1/integrations/{Integration}")).Ok(),
        view => (long?)view["reconsidered"]?["version"] == (long)view["version"]! && (bool)view["reconsidered"]!["done"]!,
        Cancel);

    public Task<ApiAnswer> SetUpAsync(object settings) => PutAsync($"/v1/integrations/{Integration}", settings);

    public Task<ApiAnswer> TryLinkAsync(IEnumerable<string> clients, string? idempotencyKey = null) =>
        PostAsync("/v1/links", new { integration = Integration, clients }, idempotencyKey);

    /// <summary>The outcomes, in the order of the clients.</summary>
    public async Task<JsonArray> LinkAsync(params string[] clients) => (await TryLinkAsync(clients)).Ok()["outcomes"]!.AsArray();

    public Task<ApiAnswer> TryUnlinkAsync(IEnumerable<string> clients, string reason = "unspecified", string? idempotencyKey = null) =>
        PostAsync("/v1/links/unlink", new { integration = Integration, clients, reason }, idempotencyKey);

    public async Task<JsonArray> UnlinkAsync(params string[] clients) => (await TryUnlinkAsync(clients)).Ok()["outcomes"]!.AsArray();

    public Task<ApiAnswer> ChooseAsync(string client, string partner, string? idempotencyKey = null) =>
        PostAsync($"/v1/links/{Integration}/{client}/choice", new { partner }, idempotencyKey);

    public async Task<LinkReading> LinkAsItIsAsync(string client) => new((await GetAsync($"/v1/links/{Integration}/{client}")).Ok());

    /// <summary>All entries of a link's history, newest first.</summary>
    public async Task<List<JsonNode>> HistoryAsync(string client, string? path = null)
    {
        var entries = new List<JsonNode>();
        for (long? before = long.MaxValue; before is not null;)
        {
            var filter = path is null ? string.Empty : $"&path={Uri.EscapeDataString(path)}";
            var page = (await GetAsync($"/v1/links/{Integration}/{client}/history?before={before}{filter}")).Ok();
            entries.AddRange(page["entries"]!.AsArray().Select(entry => entry!));
            before = (long?)page["nextBefore"];
        }

        return entries;
    }

    /// <summary>Waits for a state of the link.</summary>
    public Task<LinkReading> UntilAsync(string client, Func<LinkReading, bool> holds) =>
        Eventually.GetAsync(() => LinkAsItIsAsync(client), holds, Cancel);

    private async Task<ApiAnswer> SendAsync(HttpMethod method, string path, object? body, string? idempotencyKey)
    {
        using var request = new HttpRequestMessage(method, new Uri(root(), path));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {key}");
        if (idempotencyKey is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        }

        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        var answer = new ApiAnswer(response.StatusCode, text, $"{response.Headers}{response.Content.Headers}");
        heard.Enqueue(answer.Headers);
        heard.Enqueue(text);
        return answer;
    }
}
