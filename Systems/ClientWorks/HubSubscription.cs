using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Counterpart.Systems.ClientWorks;

/// <summary>Tells a hub where to post changes: docs/hub-protocol.md.</summary>
public static class HubSubscription
{
    /// <param name="hub">Where the hub's calls begin: <c>https://host/hub/v1</c>.</param>
    /// <param name="url">Our <c>/v1/changes/{system}</c>, as the hub reaches it.</param>
    /// <param name="key">A key of the role System.</param>
    /// <exception cref="HttpRequestException">The hub can't be reached, or refuses.</exception>
    public static async Task PutAsync(Uri hub, string token, Uri url, string key, CancellationToken cancel)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(10) };
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{hub.ToString().TrimEnd('/')}/subscription"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = JsonContent.Create(new Subscription(url.ToString(), key));
        using var answer = await http.SendAsync(request, cancel);
        answer.EnsureSuccessStatusCode();
    }

    private sealed record Subscription(string Url, string Key);
}
