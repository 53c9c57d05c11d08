using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>Makes bytes of a JSON text that are no JSON any more, or look as if they weren't.</summary>
internal static class Bytes
{
    public static byte[] Broken(string json, Random random)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        var at = random.Next(bytes.Length + 1);
        return random.Next(14) switch
        {
            0 => [],
            1 => bytes[..at],
            2 => [.. bytes[..at], (byte)random.Next(256), .. bytes[at..]],
            3 => [.. bytes, .. bytes],
            4 => [.. bytes, .. "{}"u8],
            5 => [.. "\ufeff"u8, .. bytes],
            6 => Encoding.Unicode.GetBytes(json),
            7 => [.. "/* x */"u8, .. bytes],
            8 => Encoding.UTF8.GetBytes(json.Replace('"', '\'')),
            9 => Encoding.UTF8.GetBytes(json.Replace("}", ",}", StringComparison.Ordinal)),
            10 => "NaN"u8.ToArray(),
            11 => [.. "\"\xff\xfe\""u8, (byte)0xC3, (byte)0x28],
            12 => Noise(random, random.Next(1, 4000)),
            _ => [.. bytes[..at], 0, .. bytes[at..]],
        };
    }

    public static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }
}
