using System.Text;

namespace Counterpart.Links;

/// <summary>Reads what <see cref="StateWriter"/> wrote; throws <see cref="InvalidDataException"/> on anything else.</summary>
internal ref struct StateReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int position;
    private long lastTicks;

    public readonly bool AtEnd => position == bytes.Length;

    public long Number()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return (long)(value >> 1) ^ -(long)(value & 1);
            }
        }

        throw Broken();
    }

    public int Count(int most = 1_000_000)
    {
        var count = Number();
        return count >= 0 && count <= most ? (int)count : throw Broken();
    }

    public T Enum<T>()
        where T : struct, Enum
    {
        var number = Count();
        var value = System.Runtime.CompilerServices.Unsafe.BitCast<int, T>(number);
        return System.Enum.IsDefined(value) ? value : throw Broken();
    }

    public long? OptionalNumber() => Flag() ? Number() : null;

    public bool Flag() => Count(1) == 1;

    public DateTimeOffset Time()
    {
        lastTicks += Number();
        return lastTicks >= 0 && lastTicks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(lastTicks, TimeSpan.Zero) : throw Broken();
    }

    public string? OptionalText()
    {
        var length = Count() - 1;
        if (length < 0)
        {
            return null;
        }

        if (length > bytes.Length - position)
        {
            throw Broken();
        }

        return Encoding.UTF8.GetString(Take(length));
    }

    /// <summary>A text that many links have, as a path is.</summary>
    public string Name()
    {
        var length = Count() - 1;
        return length >= 0 && length <= bytes.Length - position ? KnownNames.Of(Take(length)) : throw Broken();
    }

    public string Text() => OptionalText() ?? throw Broken();

    public FieldValue? Value() => Value(Count(1000));

    /// <summary>A value, or <paramref name="known"/> where the shape is <paramref name="mark"/>.</summary>
    public FieldValue? ValueOr(int mark, FieldValue? known)
    {
        var shape = Number();
        return shape == mark ? known ?? throw Broken() : Value(shape is >= 0 and <= 1000 ? (int)shape : throw Broken());
    }

    private FieldValue? Value(int shape)
    {
        switch (shape)
        {
            case 0:
                return null;
            case 1:
                return FieldValue.Of(Text());
            case 2:
                return FieldValue.Blank;
            default:
                var parts = new (string Name, string? Value)[shape - 2];
                for (var i = 0; i < parts.Length; i++)
                {
                    parts[i] = (Name(), Text());
                }

                return FieldValue.OfParts(parts);
        }
    }

    public static InvalidDataException Broken() => new("These bytes are not a link's state.");

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = bytes.Slice(position, length);
        position += length;
        return taken;
    }

    private byte Byte() => position < bytes.Length ? bytes[position++] : throw Broken();
}
