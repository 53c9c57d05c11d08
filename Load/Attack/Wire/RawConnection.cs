using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>One connection to the product, used by one caller at a time; it is made again when the server closed it.</summary>
internal sealed class RawConnection(Uri address) : IDisposable
{
    private const int MostHead = 128 * 1024;
    private const int MostBody = 256 * 1024 * 1024;

    private TcpClient? client;
    private NetworkStream? stream;
    private byte[] buffer = new byte[16 * 1024];
    private int start;
    private int end;

    /// <exception cref="IOException">The connection broke before there was an answer.</exception>
    public async Task<RawAnswer> SendAsync(RawRequest request, CancellationToken cancel)
    {
        var bytes = request.ToBytes();
        var isReused = client is not null;
        try
        {
            return await TryAsync(request, bytes, cancel);
        }
        catch (Exception fault) when (fault is IOException or SocketException)
        {
            var nothingCame = end == 0;
            Close();
            if (!isReused || !nothingCame)
            {
                throw new IOException(fault.Message, fault);
            }
        }
        catch
        {
            Close();
            throw;
        }

        // The server had closed it in the meantime.
        try
        {
            return await TryAsync(request, bytes, cancel);
        }
        catch (Exception fault)
        {
            Close();
            throw fault is SocketException ? new IOException(fault.Message, fault) : fault;
        }
    }

    public void Dispose() => Close();

    private async Task<RawAnswer> TryAsync(RawRequest request, byte[] bytes, CancellationToken cancel)
    {
        (start, end) = (0, 0);
        if (stream is null)
        {
            client = new TcpClient { NoDelay = true };
            await client.ConnectAsync(address.Host, address.Port, cancel);
            stream = client.GetStream();
        }

        // The server may answer, and close, before it has read everything.
        var sending = SendAllAsync(stream, bytes, cancel);
        var answer = await ReadAsync(request, cancel);
        if (!await sending || MustClose(answer))
        {
            Close();
        }

        return answer;
    }

    private static async Task<bool> SendAllAsync(NetworkStream stream, byte[] bytes, CancellationToken cancel)
    {
        try
        {
            await stream.WriteAsync(bytes, cancel);
            return true;
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            return false;
        }
    }

    private static bool MustClose(RawAnswer answer) =>
        string.Equals(answer.Header("Connection"), "close", StringComparison.OrdinalIgnoreCase) || answer.MediaType == "text/event-stream";

    private async Task<RawAnswer> ReadAsync(RawRequest request, CancellationToken cancel)
    {
        while (true)
        {
            var lines = (await HeadAsync(cancel)).Split("\r\n");
            var status = int.Parse(lines[0].AsSpan(9, 3), CultureInfo.InvariantCulture);
            if (status is >= 100 and < 200)
            {
                continue;
            }

            List<(string Name, string Value)> headers = [.. lines.Skip(1).Select(Split)];
            var answer = new RawAnswer(status, headers, []);
            return request.IsHead || status is 204 or 304 || answer.MediaType == "text/event-stream"
                ? answer
                : answer with { Body = await BodyAsync(answer, cancel) };
        }
    }

    private static (string Name, string Value) Split(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? (line, "") : (line[..colon], line[(colon + 1)..].Trim());
    }

    private async Task<string> HeadAsync(CancellationToken cancel)
    {
        while (true)
        {
            var length = buffer.AsSpan(start, end - start).IndexOf("\r\n\r\n"u8);
            if (length >= 0)
            {
                var head = Encoding.Latin1.GetString(buffer, start, length);
                start += length + 4;
                return head;
            }

            if (end - start > MostHead || !await MoreAsync(cancel))
            {
                throw new IOException("The connection was closed before there was an answer.");
            }
        }
    }

    private async Task<byte[]> BodyAsync(RawAnswer answer, CancellationToken cancel)
    {
        if (answer.Header("Transfer-Encoding") is not null)
        {
            return await ChunksAsync(cancel);
        }

        if (answer.Header("Content-Length") is { } length)
        {
            return await TakeAsync(int.Parse(length, CultureInfo.InvariantCulture), cancel);
        }

        while (await MoreAsync(cancel))
        {
        }

        return buffer[start..end];
    }

    private async Task<byte[]> ChunksAsync(CancellationToken cancel)
    {
        using var body = new MemoryStream();
        while (true)
        {
            var line = await LineAsync(cancel);
            var length = int.Parse(line, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.Write(await TakeAsync(length, cancel));
            await LineAsync(cancel);
            if (length == 0)
            {
                return body.ToArray();
            }
        }
    }

    private async Task<string> LineAsync(CancellationToken cancel)
    {
        int length;
        while ((length = buffer.AsSpan(start, end - start).IndexOf("\r\n"u8)) < 0)
        {
            if (!await MoreAsync(cancel))
            {
                throw new IOException("The answer broke off.");
            }
        }

        var line = Encoding.Latin1.GetString(buffer, start, length);
        start += length + 2;
        return line;
    }

    private async Task<byte[]> TakeAsync(int length, CancellationToken cancel)
    {
        while (end - start < length)
        {
            if (!await MoreAsync(cancel))
            {
                throw new IOException("The answer broke off.");
            }
        }

        start += length;
        return buffer[(start - length)..start];
    }

    private async Task<bool> MoreAsync(CancellationToken cancel)
    {
        if (end == buffer.Length)
        {
            // What was read already is in front.
            var left = buffer.AsSpan(start, end - start);
            var room = left.Length * 2 > buffer.Length ? new byte[buffer.Length * 2] : buffer;
            left.CopyTo(room);
            (buffer, start, end) = (room, 0, left.Length);
            if (buffer.Length > MostBody)
            {
                throw new IOException("The answer is too long.");
            }
        }

        var read = await stream!.ReadAsync(buffer.AsMemory(end), cancel);
        end += read;
        return read > 0;
    }

    private void Close()
    {
        client?.Dispose();
        (client, stream) = (null, null);
    }
}
