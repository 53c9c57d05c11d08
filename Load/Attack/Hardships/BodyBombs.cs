using System.Globalization;
using System.IO.Compression;
using System.Net.Sockets;
using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>Bodies that are far larger than they look, or have no end.</summary>
internal static class BodyBombs
{
    private const int AtOnce = 48;
    private static readonly int[] TooLarge = [413];
    private static readonly int[] Bad = [400];
    private static readonly string[] Encodings = ["gzip", "deflate", "br", "gzip, gzip", "GZIP", "identity, gzip"];
    private const int Endless = 64 * 1024 * 1024;

    public static IEnumerable<Hardship> All(AttackTarget target) =>
    [
        new("compressed bodies of 1 GiB", async cancel => await CompressedAsync(target, cancel)),
        new("bodies without an end, in chunks", async cancel => await EndlessAsync(target, cancel)),
        new("bodies that say they are 1 TB", async cancel => await target.EachAsync(
            Enumerable.Range(0, AtOnce).Select(_ => (Announced(1_000_000_000_000), TooLarge)), cancel)),
        new("deep and wide JSON", async cancel => await target.EachAsync(
            new[] { new string('[', 500_000), $"[{new string(' ', 1_000_000)}]", $"{{\"clients\":[{string.Join(',', Enumerable.Repeat("\"a\"", 200_000))}]}}", $"{{\"integration\":\"{new string('x', 1_000_000)}\"}}" }
                .Select(json => (Asking.For("POST", "/v1/links", "cpk_demo_admin", json), Bad)), cancel)),
    ];

    private static async Task<IReadOnlyList<string>> CompressedAsync(AttackTarget target, CancellationToken cancel)
    {
        var bomb = Compressed(1024);
        var answers = await Task.WhenAll(Encodings.SelectMany(encoding => Enumerable.Repeat(encoding, AtOnce / Encodings.Length)).Select(async encoding =>
        {
            var request = Asking.Of("POST", "/v1/links", "cpk_demo_admin", bomb, ("Content-Type", "application/json"), ("Content-Encoding", encoding));
            return Asking.Wrong(request, await target.SendAsync(request, cancel), 413, 415);
        }));
        return [.. answers.OfType<string>()];
    }

    /// <summary>So many MiB of spaces, compressed.</summary>
    public static byte[] Compressed(int mebibytes)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
        {
            var block = Encoding.ASCII.GetBytes(new string(' ', 1024 * 1024));
            for (var written = 0; written < mebibytes; written++)
            {
                gzip.Write(block);
            }
        }

        return bytes.ToArray();
    }

    private static RawRequest Announced(long length) => new(
        "POST", "/v1/links", [("Host", "127.0.0.1"), ("Authorization", "Bearer cpk_demo_admin"), ("Content-Type", "application/json"), ("Content-Length", length.ToString(CultureInfo.InvariantCulture))], "{}"u8.ToArray());

    private static async Task<IReadOnlyList<string>> EndlessAsync(AttackTarget target, CancellationToken cancel)
    {
        var sent = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => SendUntilRefusedAsync(target, cancel)));
        return [.. sent.Where(bytes => bytes >= Endless).Select(_ => $"{Endless} bytes of one body were read")];
    }

    /// <returns>How many bytes the server took before it closed the connection.</returns>
    private static async Task<long> SendUntilRefusedAsync(AttackTarget target, CancellationToken cancel)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(target.Address.Host, target.Address.Port, cancel);
        var stream = client.GetStream();
        await stream.WriteAsync("POST /v1/links HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer cpk_demo_admin\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray(), cancel);
        var chunk = Encoding.ASCII.GetBytes($"10000\r\n{new string(' ', 0x10000)}\r\n");
        long sent = 0;
        try
        {
            while (sent < Endless)
            {
                await stream.WriteAsync(chunk, cancel);
                sent += chunk.Length;
            }
        }
        catch (IOException)
        {
            // It had enough.
        }

        return sent;
    }
}
