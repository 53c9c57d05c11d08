using System.Buffers.Text;

namespace Counterpart.Load;

/// <summary>What counts of an answer. The body is valid until the next request of its connection.</summary>
/// <param name="SaysWhen">Whether it says when to repeat the request.</param>
/// <param name="Body">As it came, with the framing of chunks.</param>
internal readonly record struct LeanAnswer(int Status, bool SaysWhen, ReadOnlyMemory<byte> Body)
{
    public bool IsGood => Status is >= 200 and < 300;

    /// <summary>503 that says when to repeat it.</summary>
    public bool IsBusy => Status == 503 && SaysWhen;

    /// <summary>How often a text stands in the body.</summary>
    public int Count(ReadOnlySpan<byte> text) => Body.Span.Count(text);

    /// <summary>False while more is to come. The server frames its answers by a length or in chunks.</summary>
    /// <exception cref="IOException">It is framed otherwise.</exception>
    public static bool TryRead(ReadOnlyMemory<byte> received, out LeanAnswer answer)
    {
        answer = default;
        var end = received.Span.IndexOf("\r\n\r\n"u8);
        if (end < 0)
        {
            return false;
        }

        // With the end of the last line, so that every line has one.
        var head = received.Span[..(end + 2)];
        var body = received[(end + 4)..];
        if (Header(head, "\r\nContent-Length: "u8) is { IsEmpty: false } length && Utf8Parser.TryParse(length, out int expected, out _))
        {
            if (body.Length < expected)
            {
                return false;
            }
        }
        else if (!Header(head, "\r\nTransfer-Encoding: "u8).SequenceEqual("chunked"u8))
        {
            throw new IOException("The answer has neither a length nor chunks.");
        }
        else if (!body.Span.EndsWith("\r\n0\r\n\r\n"u8))
        {
            return false;
        }

        answer = new LeanAnswer(StatusOf(head), !Header(head, "\r\nRetry-After: "u8).IsEmpty, body);
        return true;
    }

    private static int StatusOf(ReadOnlySpan<byte> head) =>
        Utf8Parser.TryParse(head.Slice(Math.Min(9, head.Length)), out int status, out _) ? status : throw new IOException("The answer has no status.");

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        var start = head.IndexOf(name);
        if (start < 0)
        {
            return [];
        }

        var value = head[(start + name.Length)..];
        return value[..value.IndexOf("\r\n"u8)];
    }
}
