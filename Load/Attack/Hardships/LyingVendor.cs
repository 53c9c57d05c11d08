using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>
/// An outside system that means harm: below <c>/lie-NAME</c> every answer is that lie; below <c>/later-NAME</c> it is a good Wealthbox
/// until a firm is connected with it, and lies about everything else.
/// </summary>
internal sealed class LyingVendor : IDisposable
{
    private const int MostBytes = 512 * 1024 * 1024;
    private static readonly byte[] Bomb = BodyBombs.Compressed(1024);
    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(300);

    private static readonly byte[] Me = Encoding.UTF8.GetBytes("""{"current_user":{"id":1,"name":"Liar","account":66001},"accounts":[{"id":66001,"name":"Liar"}]}""");

    private readonly TcpListener listener;
    private readonly TimeProvider clock;
    private readonly CancellationTokenSource stop = new();
    private long calls;

    public LyingVendor(IPAddress address, TimeProvider clock)
    {
        this.clock = clock;
        listener = new TcpListener(address, 0);
        listener.Start();
        _ = ListenAsync();
    }

    public static IReadOnlyList<string> Lies { get; } =
    [
        "gzip", "endless", "length", "short", "headers", "deep", "surrogates", "nul", "numbers", "arrays", "drip", "status", "continues", "chunks", "utf8", "page", "nothing", "redirect",
    ];

    /// <summary>Where a redirection leads.</summary>
    public Uri? Elsewhere { get; init; }

    public EndPoint EndPoint => listener.LocalEndpoint;

    public Uri Address => new($"http://{EndPoint}");

    /// <summary>The lie that every answer is, whatever the path; null: as the path says.</summary>
    public string? Always { get; set; }

    public long Calls => Interlocked.Read(ref calls);

    /// <summary>Bytes that were read of each lie, at most.</summary>
    public ConcurrentDictionary<string, long> Taken { get; } = new(StringComparer.Ordinal);

    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
        stop.Dispose();
    }

    private async Task ListenAsync()
    {
        try
        {
            while (true)
            {
                _ = ServeAsync(await listener.AcceptTcpClientAsync(stop.Token));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It was disposed of.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            Interlocked.Increment(ref calls);
            try
            {
                var stream = client.GetStream();
                var path = await ReadHeadAsync(stream);
                if (Always is { } always)
                {
                    await LieAsync(stream, always);
                    return;
                }

                var part = path.Split('/', '?')[1];
                if (part.StartsWith("later-", StringComparison.Ordinal) && path.EndsWith("/me", StringComparison.Ordinal))
                {
                    await WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Me.Length}\r\nConnection: close\r\n\r\n", Me);
                    return;
                }

                await LieAsync(stream, part[(part.IndexOf('-', StringComparison.Ordinal) + 1)..]);
            }
            catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The product had enough.
            }
        }
    }

    private async Task<string> ReadHeadAsync(NetworkStream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, stop.Token);
            if (read == 0)
            {
                throw new IOException("It went away.");
            }

            head.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }

        return head.ToString().Split(' ')[1];
    }

    private Task LieAsync(NetworkStream stream, string lie) => lie switch
    {
        "gzip" => WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: {Bomb.Length}\r\n\r\n", Bomb),
        "endless" => PourAsync(stream, lie, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n[", "1,1,1,1,1,1,1,1,"),
        "length" => PourAsync(stream, lie, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9000000000000\r\n\r\n", " "),
        "short" => WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n", Me),
        "headers" => PourAsync(stream, lie, "HTTP/1.1 200 OK\r\n", "X-A: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\r\n"),
        "deep" => JsonAsync(stream, new string('[', 3_000_000)),
        "surrogates" => JsonAsync(stream, """{"current_user":{"id":1,"name":"\udc00","account":"\ud800"},"accounts":[{"id":"\ud800","name":"\ud800"}],"contacts":[{"id":"\ud800","first_name":"\udfff","type":"Person"}],"meta":{"total_count":"\ud800"}}"""),
        "nul" => JsonAsync(stream, """{"current_user":{"id":1,"name":"a\u0000b","account":"6\u00006"},"contacts":[{"id":"2\u0000","first_name":"\u0000","last_name":"\u0000","type":"Person","updated_at":"\u0000"}]}"""),
        "numbers" => JsonAsync(stream, """{"current_user":{"id":1e400,"account":-1e999},"contacts":[{"id":1e400,"updated_at":99999999999999999999999999},{"id":0.5},{"id":-1}],"meta":{"total_count":1e400,"total_pages":-5,"page":9e99}}"""),
        "arrays" => JsonAsync(stream, """{"current_user":[],"accounts":{},"contacts":{"a":[[]]},"meta":[1]}"""),
        "drip" => DripAsync(stream),
        "status" => WriteAsync(stream, "HTTP/9.9 99999 \u0001\r\n\r\n", []),
        "continues" => PourAsync(stream, lie, "", "HTTP/1.1 100 Continue\r\n\r\n"),
        "chunks" => WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\n", Me),
        "utf8" => WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-7\r\nContent-Length: 8\r\n\r\n", [(byte)'"', 0xff, 0xfe, 0xc0, 0xaf, 0xed, 0xa0, (byte)'"']),
        "page" => WriteAsync(stream, "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 6\r\n\r\n", "<html>"u8.ToArray()),
        "redirect" => WriteAsync(stream, $"HTTP/1.1 307 Moved\r\nLocation: {Elsewhere}\r\nContent-Length: 0\r\n\r\n", []),
        _ => Task.CompletedTask,
    };

    private Task JsonAsync(NetworkStream stream, string json)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        return WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n", bytes);
    }

    private async Task WriteAsync(NetworkStream stream, string head, byte[] body)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), stop.Token);
        await stream.WriteAsync(body, stop.Token);
    }

    private async Task PourAsync(NetworkStream stream, string lie, string head, string again)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), stop.Token);
        var block = Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat(again, 65_536 / again.Length)));
        for (long sent = 0; sent < MostBytes; sent += block.Length)
        {
            await stream.WriteAsync(block, stop.Token);
            var taken = sent + block.Length;
            Taken.AddOrUpdate(lie, taken, (_, most) => Math.Max(most, taken));
        }
    }

    private async Task DripAsync(NetworkStream stream)
    {
        await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"u8.ToArray(), stop.Token);
        while (true)
        {
            await stream.WriteAsync(" "u8.ToArray(), stop.Token);
            await Task.Delay(Drip, clock, stop.Token);
        }
    }
}
