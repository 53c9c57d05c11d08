using System.Net;
using System.Net.Sockets;

namespace Counterpart.Load;

/// <summary>A connection that takes little of the processors that its server needs too: a request is bytes, and little is read of an answer.</summary>
internal sealed class LeanConnection(Uri address) : IDisposable
{
    private readonly Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private byte[] buffer = new byte[2048];

    public ValueTask ConnectAsync(CancellationToken cancel) => socket.ConnectAsync(new IPEndPoint(IPAddress.Parse(address.Host), address.Port), cancel);

    /// <summary>One request at a time.</summary>
    /// <exception cref="IOException">It was closed, or what came is no answer.</exception>
    public async ValueTask<LeanAnswer> SendAsync(ReadOnlyMemory<byte> request, CancellationToken cancel)
    {
        while (request.Length > 0)
        {
            request = request[await socket.SendAsync(request, cancel)..];
        }

        for (var length = 0; ;)
        {
            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, buffer.Length * 2);
            }

            var received = await socket.ReceiveAsync(buffer.AsMemory(length), cancel);
            if (received == 0)
            {
                throw new IOException("The connection was closed before there was an answer.");
            }

            length += received;
            if (LeanAnswer.TryRead(buffer.AsMemory(0, length), out var answer))
            {
                return answer;
            }
        }
    }

    public void Dispose() => socket.Dispose();
}
