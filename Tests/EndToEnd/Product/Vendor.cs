using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>One simulator: its records as a person there sees and edits them, its faults, and its log.</summary>
internal abstract class Vendor(HttpClient http, Uri root)
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public abstract Task<JsonObject> ReadAsync(string record);

    public abstract Task EditAsync(string record, object patch);

    public abstract Task DeleteAsync(string record);

    /// <summary>Waits until the record looks so to a person there.</summary>
    public Task<JsonObject> UntilAsync(string record, Func<JsonObject, bool> holds) =>
        Eventually.GetAsync(() => ReadAsync(record), holds, Cancel);

    public async Task FaultAsync(object fault) =>
        (await http.PostAsJsonAsync(new Uri(root, "/_control/faults"), fault, Cancel)).EnsureSuccessStatusCode();

    /// <summary>From now on the product's calls to a path wait until they are released.</summary>
    public Task HoldAsync(string path) => FaultAsync(new { kind = "Hold", match = new { method = "GET", path } });

    /// <summary>Waits until a call of the tenant is held.</summary>
    public Task IsHeldAsync(string tenant) => Eventually.GetAsync(
        async () => (await http.GetFromJsonAsync<JsonObject>(new Uri(root, "/_control/held"), Cancel))!["tenants"]!.AsArray(),
        tenants => tenants.Any(held => (string?)held == tenant),
        Cancel);

    public async Task ReleaseAsync() =>
        (await http.PostAsync(new Uri(root, "/_control/release"), null, Cancel)).EnsureSuccessStatusCode();

    public async Task LimitAsync(object limits) =>
        (await http.PutAsJsonAsync(new Uri(root, "/_control/limits"), limits, Cancel)).EnsureSuccessStatusCode();

    public async Task ClearFaultsAsync() => (await http.DeleteAsync(new Uri(root, "/_control/faults"), Cancel)).EnsureSuccessStatusCode();

    public async Task SetAsync(object settings) =>
        (await http.PutAsJsonAsync(new Uri(root, "/_control/settings"), settings, Cancel)).EnsureSuccessStatusCode();

    public async Task LiftLimitAsync() =>
        (await http.PutAsJsonAsync(new Uri(root, "/_control/limits"), new { calls = (int?)null, windowSeconds = 300 }, Cancel)).EnsureSuccessStatusCode();

    /// <summary>Everything that was changed in a record by the product, field by field.</summary>
    public async Task<List<JsonNode>> SyncedAsync(string record) =>
        [.. (await LogAsync("changes")).Where(entry => (string?)entry["record"] == record && (string?)entry["who"] == "sync")];

    /// <summary>The calls of the product that wrote to a record, whether they were answered or not.</summary>
    public async Task<List<JsonNode>> SyncCallsAsync(string record, string method) =>
        [.. (await LogAsync("calls")).Where(entry => (string?)entry["record"] == record && (string?)entry["who"] == "sync" && (string?)entry["method"] == method)];

    /// <summary>Every call of the product, answered or not.</summary>
    public async Task<List<JsonNode>> AllSyncCallsAsync() => [.. (await LogAsync("calls")).Where(entry => (string?)entry["who"] == "sync")];

    /// <summary>The calls by which the product looked for changes, with their queries.</summary>
    public async Task<List<JsonNode>> PollCallsAsync() =>
        [.. (await LogAsync("calls")).Where(entry => (string?)entry["who"] == "sync" && entry["record"] is null && entry["endedAt"] is not null)];

    /// <summary>Waits until the product has asked for changes so many times more.</summary>
    public async Task PollsAsync(int times)
    {
        var before = (await PollCallsAsync()).Count;
        await Eventually.GetAsync(PollCallsAsync, polls => polls.Count >= before + times, Cancel);
    }

    protected async Task<JsonObject> SendAsync(HttpMethod method, string path, object? body, Action<HttpRequestMessage> sign)
    {
        using var request = new HttpRequestMessage(method, new Uri(root, path));
        sign(request);
        request.Content = body is null ? null : JsonContent.Create(body);
        using var response = await http.SendAsync(request, Cancel);
        var text = await response.Content.ReadAsStringAsync(Cancel);
        Assert.True(response.IsSuccessStatusCode, $"{method} {path}: {(int)response.StatusCode} {text}");
        return response.StatusCode == HttpStatusCode.NoContent ? [] : JsonNode.Parse(text)!.AsObject();
    }

    private async Task<List<JsonNode>> LogAsync(string name)
    {
        var page = await http.GetFromJsonAsync<JsonObject>(new Uri(root, $"/_control/{name}?limit=100000"), Cancel);
        Assert.False((bool)page!["truncated"]!);
        return [.. page[name]!.AsArray().Select(entry => entry!)];
    }
}
