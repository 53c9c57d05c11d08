using System.Text;
using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>The primitives that every format of a link's state is written with.</summary>
internal sealed class OldBytes
{
    private readonly List<byte> bytes = [];
    private long lastTicks;

    public byte[] ToArray() => [.. bytes];

    public OldBytes Number(long value)
    {
        var rest = (ulong)((value << 1) ^ (value >> 63));
        for (; rest >= 0x80; rest >>= 7)
        {
            bytes.Add((byte)(rest | 0x80));
        }

        bytes.Add((byte)rest);
        return this;
    }

    public OldBytes Flag(bool value) => Number(value ? 1 : 0);

    public OldBytes Time(DateTimeOffset time)
    {
        Number(time.UtcTicks - lastTicks);
        lastTicks = time.UtcTicks;
        return this;
    }

    public OldBytes Text(string? text)
    {
        if (text is null)
        {
            return Number(0);
        }

        var coded = Encoding.UTF8.GetBytes(text);
        Number(coded.Length + 1);
        bytes.AddRange(coded);
        return this;
    }

    public OldBytes Value(FieldValue? value)
    {
        if (value?.Text is { } text)
        {
            return Number(1).Text(text);
        }

        Number(value is null ? 0 : 2 + value.Parts.Length);
        foreach (var (name, part) in value?.Parts ?? [])
        {
            Text(name).Text(part);
        }

        return this;
    }
}
