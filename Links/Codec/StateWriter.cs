using System.Text;

namespace Counterpart.Links;

/// <summary>The primitives of the state's binary form: variable-length integers, UTF-8 text, times as steps from the one before.</summary>
internal sealed class StateWriter
{
    private const int LongestNumber = 10;
    private const int ShortText = 20;

    [ThreadStatic]
    private static byte[]? kept;

    private byte[] buffer;

    // A state is written for every edit: each thread keeps one buffer for it.
    public StateWriter() => (buffer, kept) = (kept ?? new byte[8192], null);

    public int Position { get; private set; }

    /// <summary>The time that was written last: the next is a step from it.</summary>
    public long LastTicks { get; private set; }

    /// <summary>The bytes; the writer is done with.</summary>
    public byte[] Finish()
    {
        var bytes = buffer.AsSpan(0, Position).ToArray();
        (kept, buffer) = (buffer, []);
        return bytes;
    }

    public void Number(long value)
    {
        // Zigzag, seven bits a byte.
        var rest = (ulong)((value << 1) ^ (value >> 63));
        var span = Room(LongestNumber);
        var length = 0;
        while (rest >= 0x80)
        {
            span[length++] = (byte)(rest | 0x80);
            rest >>= 7;
        }

        span[length++] = (byte)rest;
        Position += length;
    }

    /// <summary>Bytes that another writer has written.</summary>
    /// <param name="ticks">The last time in them.</param>
    public void Copy(ReadOnlySpan<byte> bytes, long ticks)
    {
        bytes.CopyTo(Room(bytes.Length));
        Position += bytes.Length;
        LastTicks = ticks;
    }

    public void OptionalNumber(long? value)
    {
        Flag(value is not null);
        if (value is { } number)
        {
            Number(number);
        }
    }

    public void Flag(bool value) => Number(value ? 1 : 0);

    public void Time(DateTimeOffset time)
    {
        Number(time.UtcTicks - LastTicks);
        LastTicks = time.UtcTicks;
    }

    /// <summary>Length plus one, or zero for null.</summary>
    public void Text(string? text)
    {
        if (text is null)
        {
            Number(0);
            return;
        }

        if (text.Length <= ShortText)
        {
            // Its length takes one byte, whatever its letters are.
            var room = Room(1 + (3 * ShortText));
            var written = Encoding.UTF8.GetBytes(text, room[1..]);
            room[0] = (byte)((written + 1) << 1);
            Position += 1 + written;
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        Number(length + 1);
        Position += Encoding.UTF8.GetBytes(text, Room(length));
    }

    public void Value(FieldValue? value)
    {
        if (value is null)
        {
            Number(0);
        }
        else if (value.Text is { } text)
        {
            Number(1);
            Text(text);
        }
        else
        {
            Number(2 + value.Parts.Length);
            foreach (var (name, part) in value.Parts)
            {
                Text(name);
                Text(part);
            }
        }
    }

    private Span<byte> Room(int length)
    {
        if (buffer.Length - Position < length)
        {
            Array.Resize(ref buffer, Math.Max(buffer.Length * 2, Position + length));
        }

        return buffer.AsSpan(Position);
    }
}
