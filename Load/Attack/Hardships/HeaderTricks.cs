using System.Text;
using System.Text.Json;

namespace Counterpart.Load.Attack;

/// <summary>Texts that mean to add a header to an answer, or a line to the log.</summary>
internal static class HeaderTricks
{
    private const string Forged = "fail: Forged[0]";
    private const char Escape = '\u001b';

    private static readonly string[] Lines = [$"\n{Forged}", $"\r\n{Forged}", $"a\n{Forged}\u001b[2J", $"\u2028{Forged}", $"\u0085{Forged}", $"\v\f{Forged}"];
    private static readonly string[] Encoded = [$"%0a{Uri.EscapeDataString(Forged)}", $"%0d%0a{Uri.EscapeDataString(Forged)}", "%1b%5b2J", "%0d%0aX-Injected:%201", "%E5%98%8A%E5%98%8DX-Injected:%201"];

    public static IEnumerable<Hardship> All(AttackTarget target) =>
    [
        new("lines for the log and headers for answers", async cancel => await InjectAsync(target, cancel)),
        new("requests that are no HTTP", async cancel => await SmuggleAsync(target, cancel)),
    ];

    private static async Task<IReadOnlyList<string>> InjectAsync(AttackTarget target, CancellationToken cancel)
    {
        int[] any = [200, 400, 404, 409, 412];
        List<(RawRequest, int[])> requests = [];
        foreach (var line in Lines)
        {
            requests.Add((Asking.For("POST", "/v1/keys", "cpk_demo_admin", JsonSerializer.Serialize(new { role = "adviser", subject = line, label = line })), any));
            requests.Add((Asking.For("POST", "/v1/firms", "cpk_demo_operator", JsonSerializer.Serialize(new { id = "forged", name = line, label = line })), any));
            requests.Add((Asking.For("POST", "/v1/links", "cpk_demo_admin", JsonSerializer.Serialize(new { integration = line, clients = new[] { line } })), any));
            requests.Add((Asking.For("PUT", "/v1/connections/wealthbox", "cpk_demo_admin", JsonSerializer.Serialize(new { baseUrl = "https://127.0.0.2/" + line, token = line })), any));
            requests.Add((Asking.For("POST", "/v1/changes/clientworks", "cpk_demo_system", JsonSerializer.Serialize(
                new { changes = new[] { new { record = line, revision = 7000, fields = new Dictionary<string, object> { [line] = line } } } })), any));
        }

        foreach (var part in Encoded)
        {
            requests.Add((Asking.For("GET", $"/v1/links/clientworks-wealthbox/{part}", "cpk_demo_admin"), any));
            requests.Add((Asking.For("GET", $"/v1/links/clientworks-wealthbox/CW-100001/view?side=hub&redirect=true&x={part}", "cpk_demo_admin"), any));
            requests.Add((Asking.For("GET", $"/v1/clients?query={part}", "cpk_demo_admin", json: null, ("User-Agent", part), ("Referer", part), ("traceparent", part)), any));
            requests.Add((Asking.For("POST", $"/v1/channels/{part}/pause", "cpk_demo_admin"), any));
            requests.Add((Asking.For("GET", $"/{part}", "cpk_demo_admin"), any));
        }

        List<string> wrong = [.. await target.EachAsync(requests, cancel)];
        using var log = new StreamReader(new FileStream(target.Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        foreach (var line in (await log.ReadToEndAsync(cancel)).Split('\n', '\r', '\u0085', '\u2028', '\v', '\f'))
        {
            if (line.StartsWith(Forged, StringComparison.Ordinal) || line.Contains(Escape, StringComparison.Ordinal))
            {
                wrong.Add($"a line of the log that a caller wrote: {line}");
            }
        }

        return wrong;
    }

    private static async Task<IReadOnlyList<string>> SmuggleAsync(AttackTarget target, CancellationToken cancel)
    {
        List<string> wrong = [];
        foreach (var text in new[]
        {
            "GET /v1/me HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
            "GET /v1/me HTTP/1.1\r\n\r\n",
            "GET /v1/me HTTP/1.1\r\nHost : 127.0.0.1\r\n\r\n",
            "GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\n X-Fold: 1\r\n\r\n",
            "GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nX-\u0000: 1\r\n\r\n",
            "GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\na",
            "GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n",
            "GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked, identity\r\n\r\n",
            "GET  /v1/me  HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
            "GET /v1/me\r\n\r\n",
            "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        })
        {
            using var client = new System.Net.Sockets.TcpClient();
            await client.ConnectAsync(target.Address.Host, target.Address.Port, cancel);
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(text), cancel);
            client.Client.Shutdown(System.Net.Sockets.SocketShutdown.Send);
            using var answer = new MemoryStream();
            try
            {
                await stream.CopyToAsync(answer, cancel);
            }
            catch (IOException)
            {
                // Closed at once is a refusal too.
            }

            var first = Encoding.Latin1.GetString(answer.ToArray()).Split("\r\n")[0];
            // The preface of HTTP/2 is refused in frames of its own.
            if (first.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) && !first.StartsWith("HTTP/1.1 4", StringComparison.Ordinal))
            {
                wrong.Add($"{text.Replace("\r\n", "|", StringComparison.Ordinal)} was answered {first}");
            }
        }

        return wrong;
    }
}
