using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Counterpart.Load;

/// <summary>Requests as bytes, one at a time: made into the same buffers again.</summary>
internal sealed class LeanRequests(Uri address, string systemKey)
{
    private readonly byte[] live = Encoding.ASCII.GetBytes($"GET /health/live HTTP/1.1\r\nHost: {address.Authority}\r\n\r\n");
    private readonly byte[] head = Encoding.ASCII.GetBytes(
        $"POST /v1/changes/clientworks HTTP/1.1\r\nHost: {address.Authority}\r\nAuthorization: Bearer {systemKey}\r\nContent-Type: application/json\r\nContent-Length: ");

    private readonly ArrayBufferWriter<byte> body = new(512);
    private readonly ArrayBufferWriter<byte> request = new(1024);

    /// <summary>The empty endpoint.</summary>
    public ReadOnlyMemory<byte> Live => live;

    /// <summary>A post of one change: the client's last name.</summary>
    public ReadOnlyMemory<byte> Post(HttpEdit edit)
    {
        Begin();
        Add(edit);
        return End();
    }

    public ReadOnlyMemory<byte> Post(ReadOnlySpan<HttpEdit> edits)
    {
        Begin();
        for (var place = 0; place < edits.Length; place++)
        {
            if (place > 0)
            {
                body.Write(","u8);
            }

            Add(edits[place]);
        }

        return End();
    }

    private void Begin()
    {
        body.ResetWrittenCount();
        body.Write("{\"changes\":["u8);
    }

    private void Add(HttpEdit edit)
    {
        Utf8.TryWrite(
            body.GetSpan(256),
            $"{{\"record\":\"CW-{100_001 + edit.Pair}\",\"revision\":{edit.Revision},\"fields\":{{\"name/last\":\"{edit.Name}\"}}}}",
            out var written);
        body.Advance(written);
    }

    private ReadOnlyMemory<byte> End()
    {
        body.Write("]}"u8);
        request.ResetWrittenCount();
        request.Write(head);
        Utf8.TryWrite(request.GetSpan(32), $"{body.WrittenCount}\r\n\r\n", out var written);
        request.Advance(written);
        request.Write(body.WrittenSpan);
        return request.WrittenMemory;
    }
}
