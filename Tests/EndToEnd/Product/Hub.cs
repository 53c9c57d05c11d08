using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>The simulated ClientWorks.</summary>
internal sealed class Hub(HttpClient http, Uri root) : Vendor(http, root)
{
    public override Task<JsonObject> ReadAsync(string record) => CallAsync(HttpMethod.Get, $"/hub/v1/clients/{record}", null);

    public override Task EditAsync(string record, object patch) => CallAsync(HttpMethod.Patch, $"/hub/v1/clients/{record}", patch);

    public override Task DeleteAsync(string record) => CallAsync(HttpMethod.Delete, $"/hub/v1/clients/{record}", null);

    public async Task<string> CreateAsync(object client) => (string)(await CallAsync(HttpMethod.Post, "/hub/v1/clients", client))["id"]!;

    public async Task<List<JsonObject>> AllAsync() =>
        [.. (await CallAsync(HttpMethod.Get, "/hub/v1/changes?after=0&limit=500", null))["changes"]!.AsArray().Select(change => change!["client"]!.AsObject())];

    private Task<JsonObject> CallAsync(HttpMethod method, string path, object? body) => SendAsync(method, path, body, request =>
    {
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer cw-demo-user");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
    });
}
