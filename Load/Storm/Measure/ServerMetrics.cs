using System.Globalization;
using System.Net.Http.Headers;
using Counterpart.Load.Lab;

namespace Counterpart.Load.Storm;

/// <summary>What the product says of itself under <c>/metrics</c>, added up over its processes.</summary>
internal sealed class ServerMetrics(IReadOnlyList<Uri> addresses, string? operatorKey) : IDisposable
{
    private static readonly Dictionary<string, string> Wanted = new(StringComparer.Ordinal)
    {
        ["counterpart_commit_queue"] = "queue.commit",
        ["counterpart_http_active"] = "queue.requests",
        ["counterpart_link_memory"] = "links.memory",
        ["counterpart_channel_braked"] = "channels.braked",
    };

    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(2) };

    /// <summary>Nothing where there is no operator's key, or nobody answers.</summary>
    public async Task ReadAsync(Dictionary<string, double> values, CancellationToken cancel)
    {
        if (operatorKey is null)
        {
            return;
        }

        foreach (var address in addresses)
        {
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, "/metrics"));
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", operatorKey);
                using var answer = await http.SendAsync(request, cancel);
                if (answer.IsSuccessStatusCode)
                {
                    Add(await answer.Content.ReadAsStringAsync(cancel), values);
                }
            }
            catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
            {
                // It is away, or too busy to say.
            }
        }
    }

    public void Dispose() => http.Dispose();

    internal static void Add(string page, Dictionary<string, double> values)
    {
        foreach (var line in page.AsSpan().EnumerateLines())
        {
            var end = line.IndexOfAny('{', ' ');
            if (end > 0 && line[0] != '#' && Wanted.TryGetValue(line[..end].ToString(), out var name)
                && double.TryParse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture, out var value))
            {
                values[name] = values.GetValueOrDefault(name) + value;
            }
        }
    }
}
