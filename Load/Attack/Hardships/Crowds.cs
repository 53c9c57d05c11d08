using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Counterpart.Load.Attack;

/// <summary>Thousands at once.</summary>
internal static class Crowds
{
    private const int Connections = 4000;
    private const int Keys = 55;
    private const int PerKey = 22;

    /// <summary>What the settings allow by default: for each key, and for each firm.</summary>
    private const int MostPerKey = 20;
    private const int MostPerFirm = 1000;

    public static IEnumerable<Hardship> All(AttackTarget target, TimeProvider clock) =>
    [
        new($"{Connections} connections that say nothing", cancel => IdleAsync(target, clock, cancel)),
        new($"{Keys * PerKey} listeners with {Keys} keys", cancel => ListenAsync(target, clock, cancel)),
    ];

    private static async Task<IReadOnlyList<string>> IdleAsync(AttackTarget target, TimeProvider clock, CancellationToken cancel)
    {
        var clients = new ConcurrentBag<TcpClient>();
        try
        {
            await Parallel.ForEachAsync(Enumerable.Range(0, Connections), new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = cancel }, async (_, token) =>
            {
                var client = new TcpClient();
                clients.Add(client);
                await client.ConnectAsync(target.Address.Host, target.Address.Port, token);
            });
            var request = Asking.For("GET", "/v1/me", "cpk_demo_admin");
            return Asking.Wrong(request, await target.SendAsync(request, cancel).WaitAsync(TimeSpan.FromSeconds(20), clock, cancel), 200) is { } wrong ? [wrong] : [];
        }
        catch (Exception fault) when (fault is SocketException or IOException or TimeoutException)
        {
            return [$"with {clients.Count} connections: {fault.Message}"];
        }
        finally
        {
            foreach (var client in clients)
            {
                client.Dispose();
            }
        }
    }

    private static async Task<IReadOnlyList<string>> ListenAsync(AttackTarget target, TimeProvider clock, CancellationToken cancel)
    {
        using var admin = target.Caller("cpk_demo_admin");
        List<string> keys = [];
        for (var key = 0; key < Keys; key++)
        {
            using var made = await admin.PostAsJsonAsync("/v1/keys", new { role = "adviser", subject = "adviser-1", label = "crowd" }, cancel);
            made.EnsureSuccessStatusCode();
            keys.Add((await made.Content.ReadFromJsonAsync<JsonElement>(cancel)).GetProperty("secret").GetString()!);
        }

        List<string> wrong = [];
        var held = new List<TcpClient>();
        var perKey = new Dictionary<string, int>(StringComparer.Ordinal);
        try
        {
            foreach (var key in keys)
            {
                for (var listener = 0; listener < PerKey; listener++)
                {
                    var client = new TcpClient();
                    held.Add(client);
                    var head = await OpenAsync(client, target, key, cancel).WaitAsync(TimeSpan.FromSeconds(20), clock, cancel);
                    if (head.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
                    {
                        perKey[key] = perKey.GetValueOrDefault(key) + 1;
                    }
                    else if (!head.StartsWith("HTTP/1.1 503", StringComparison.Ordinal) || !head.Contains("Retry-After", StringComparison.OrdinalIgnoreCase))
                    {
                        wrong.Add($"a listener was answered {head}");
                    }
                }
            }
        }
        finally
        {
            held.ForEach(client => client.Dispose());
        }

        if (perKey.Values.Max() > MostPerKey || perKey.Values.Sum() is > MostPerFirm or < MostPerFirm / 2)
        {
            wrong.Add($"{perKey.Values.Sum()} listened, up to {perKey.Values.Max()} with one key");
        }

        return wrong;
    }

    private static async Task<string> OpenAsync(TcpClient client, AttackTarget target, string key, CancellationToken cancel)
    {
        await client.ConnectAsync(target.Address.Host, target.Address.Port, cancel);
        var stream = client.GetStream();
        await stream.WriteAsync(Asking.For("GET", "/v1/events", key).ToBytes(), cancel);
        var buffer = new byte[2048];
        var read = await stream.ReadAsync(buffer, cancel);
        return System.Text.Encoding.Latin1.GetString(buffer, 0, read);
    }
}
