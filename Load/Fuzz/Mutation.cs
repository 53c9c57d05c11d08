using System.Globalization;
using System.Text;
using Counterpart.Load.Attack;

namespace Counterpart.Load.Fuzz;

/// <summary>Makes an input of real encodings: cut, joined, turned, and with odd values in the place of good ones.</summary>
internal sealed class Mutation(IReadOnlyList<byte[]> corpus, Random random)
{
    private const int MostLength = 4 * 1024 * 1024;
    private static readonly byte[] Edges = [0, 1, 0x7f, 0x80, 0xff, (byte)'"', (byte)'\\', (byte)'{', (byte)'[', (byte)'-', (byte)'%', (byte)'/'];

    private static readonly string[] Numbers =
        ["0", "-1", "2147483647", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551615", "1e400", "0.1", "00", "99999999999999999999999999"];

    public byte[] Next()
    {
        if (random.Next(50) == 0)
        {
            return Bytes.Noise(random, random.Next(1, 300));
        }

        var bytes = corpus[random.Next(corpus.Count)];
        for (var times = random.Next(20) == 0 ? 0 : 1 + random.Next(4); times > 0; times--)
        {
            bytes = Changed(bytes);
        }

        return bytes.Length > MostLength ? bytes[..MostLength] : bytes;
    }

    private byte[] Changed(byte[] bytes)
    {
        var at = random.Next(bytes.Length + 1);
        var length = Math.Min(random.Next(1, 1 + (1 << random.Next(1, 9))), bytes.Length - at);
        switch (random.Next(11))
        {
            case 0:
                return bytes[..at];
            case 1:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 2:
                return [.. bytes[..at], .. Enumerable.Repeat(bytes[at..(at + length)], 1 + random.Next(8)).SelectMany(part => part), .. bytes[at..]];
            case 3:
                return [.. bytes[..at], Edges[random.Next(Edges.Length)], .. bytes[at..]];
            case 4:
                var other = corpus[random.Next(corpus.Count)];
                return [.. bytes[..at], .. other[random.Next(other.Length + 1)..]];
            case 5 or 6:
                return WithOddNumber(bytes);
            case 7 or 8:
                return WithOddValue(bytes);
            default:
                return Turned(bytes);
        }
    }

    private byte[] Turned(byte[] bytes)
    {
        var turned = bytes.ToArray();
        for (var times = random.Next(1, 4); times > 0 && turned.Length > 0; times--)
        {
            var at = random.Next(turned.Length);
            turned[at] = random.Next(3) switch
            {
                0 => (byte)(turned[at] ^ (1 << random.Next(8))),
                1 => Edges[random.Next(Edges.Length)],
                _ => (byte)random.Next(256),
            };
        }

        return turned;
    }

    /// <summary>Digits are replaced by a number at the edge of what fits; without digits in reach it is inserted.</summary>
    private byte[] WithOddNumber(byte[] bytes)
    {
        var from = bytes.AsSpan(random.Next(bytes.Length + 1)).IndexOfAnyInRange((byte)'0', (byte)'9');
        if (from < 0)
        {
            return [.. bytes, .. Encoding.ASCII.GetBytes(random.Next().ToString(CultureInfo.InvariantCulture))];
        }

        var to = from;
        while (to < bytes.Length && char.IsAsciiDigit((char)bytes[to]))
        {
            to++;
        }

        return [.. bytes[..from], .. Encoding.ASCII.GetBytes(Numbers[random.Next(Numbers.Length)]), .. bytes[to..]];
    }

    /// <summary>After a colon, up to the end of the value where it is plain.</summary>
    private byte[] WithOddValue(byte[] bytes)
    {
        var start = random.Next(bytes.Length + 1);
        var colon = bytes.AsSpan(start).IndexOf((byte)':');
        if (colon < 0)
        {
            return Turned(bytes);
        }

        var from = start + colon + 1;
        var end = bytes.AsSpan(from).IndexOfAny((byte)',', (byte)'}', (byte)']');
        return [.. bytes[..from], .. Encoding.UTF8.GetBytes(OddTexts.Json(random)), .. end < 0 ? [] : bytes[(from + end)..]];
    }
}
