using System.Text.Json.Nodes;

namespace Counterpart.Tests.EndToEnd;

/// <summary>The simulated Wealthbox.</summary>
internal sealed class Partner(HttpClient http, Uri root) : Vendor(http, root)
{
    public override Task<JsonObject> ReadAsync(string record) => CallAsync(HttpMethod.Get, $"/v1/contacts/{record}", null);

    public override Task EditAsync(string record, object patch) => CallAsync(HttpMethod.Put, $"/v1/contacts/{record}", patch);

    public override Task DeleteAsync(string record) => CallAsync(HttpMethod.Delete, $"/v1/contacts/{record}", null);

    public async Task<string> CreateAsync(object contact) => (await CallAsync(HttpMethod.Post, "/v1/contacts", contact))["id"]!.ToString();

    public async Task<List<JsonObject>> AllAsync()
    {
        var contacts = new List<JsonObject>();
        for (var page = 1; ; page++)
        {
            var list = (await CallAsync(HttpMethod.Get, $"/v1/contacts?per_page=100&order=created&page={page}", null))["contacts"]!.AsArray();
            contacts.AddRange(list.Select(contact => contact!.AsObject()));
            if (list.Count < 100)
            {
                return contacts;
            }
        }
    }

    private Task<JsonObject> CallAsync(HttpMethod method, string path, object? body) =>
        SendAsync(method, path, body, request => request.Headers.TryAddWithoutValidation("ACCESS_TOKEN", "wb-demo-user"));
}
