using System.Net.Sockets;
using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>Callers that send a byte now and then, to keep connections busy for ever.</summary>
internal static class SlowCallers
{
    private const int AtOnce = 300;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Headers have 10 seconds, bodies 5 before they must come at 240 bytes a second; and some more on a busy machine.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(40);

    public static IEnumerable<Hardship> All(AttackTarget target, TimeProvider clock) =>
    [
        new($"{AtOnce} callers whose headers never end", cancel => TrickleAsync(target, clock, "GET /v1/me HTTP/1.1\r\nHost: 127.0.0.1\r\nX-", cancel)),
        new($"{AtOnce} callers whose bodies trickle", cancel => TrickleAsync(
            target, clock, "POST /v1/links HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer cpk_demo_admin\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n", cancel)),
        new($"{AtOnce} callers that read nothing of large answers", cancel => DeafAsync(target, clock, cancel)),
    ];

    private static async Task<IReadOnlyList<string>> TrickleAsync(AttackTarget target, TimeProvider clock, string start, CancellationToken cancel)
    {
        var wrong = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            using var client = new TcpClient();
            await client.ConnectAsync(target.Address.Host, target.Address.Port, cancel);
            var stream = client.GetStream();
            var end = clock.GetUtcNow() + Limit;
            try
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(start), cancel);
                var answer = ReadToEndAsync(stream, cancel);
                while (!answer.IsCompleted)
                {
                    if (clock.GetUtcNow() > end)
                    {
                        return "a connection that trickles is still open";
                    }

                    await stream.WriteAsync("a"u8.ToArray(), cancel);
                    await Task.WhenAny(answer, Task.Delay(Pause, clock, cancel));
                }

                return (await answer) is { Length: > 0 } text && !text.StartsWith("HTTP/1.1 408", StringComparison.Ordinal) ? $"it was answered {text}" : null;
            }
            catch (IOException)
            {
                return null;
            }
        }));
        return [.. wrong.OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static async Task<string> ReadToEndAsync(NetworkStream stream, CancellationToken cancel)
    {
        using var text = new MemoryStream();
        try
        {
            await stream.CopyToAsync(text, cancel);
        }
        catch (IOException)
        {
            // Closed before all was read is as good.
        }

        return Encoding.Latin1.GetString(text.ToArray());
    }

    /// <summary>Each asks again and again and reads none of it: what waits for it must not pile up.</summary>
    private static async Task<IReadOnlyList<string>> DeafAsync(AttackTarget target, TimeProvider clock, CancellationToken cancel)
    {
        var request = Encoding.ASCII.GetBytes("GET /openapi/v1.json HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async _ =>
        {
            using var client = new TcpClient { ReceiveBufferSize = 4096 };
            await client.ConnectAsync(target.Address.Host, target.Address.Port, cancel);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            await using var timer = clock.CreateTimer(_ => limit.Cancel(), null, TimeSpan.FromSeconds(8), Timeout.InfiniteTimeSpan);
            try
            {
                for (var times = 0; times < 200; times++)
                {
                    await client.GetStream().WriteAsync(request, limit.Token);
                }

                await Task.Delay(Timeout.InfiniteTimeSpan, clock, limit.Token);
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException)
            {
                // It was thrown out, or has waited long enough.
            }
        }));
        cancel.ThrowIfCancellationRequested();
        return [];
    }
}
