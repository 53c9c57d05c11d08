using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Counterpart.Storage;

/// <summary>
/// An integer that stands for a reply's long random key in the index, which a commit dirties all over. Replies under one caller's
/// key are next to each other. Two keys may share a place: the row has the last word.
/// </summary>
internal static class ReplyPlace
{
    private const int ItemBits = 24;
    private const int LongestOnStack = 1024;

    /// <summary>The first place of the replies under a key.</summary>
    public static long First(long firm, string caller, string key) => Hash($"{firm}\0{caller}\0{key}") << ItemBits;

    /// <summary>The last place of the replies under a key.</summary>
    public static long Last(long firm, string caller, string key) => First(firm, caller, key) | ((1L << ItemBits) - 1);

    public static long Of(long firm, ReplyRow reply) =>
        First(firm, reply.Caller, reply.Key) | (reply.Item.Length == 0 ? 0 : Hash(reply.Item) & ((1L << ItemBits) - 1));

    private static long Hash(string text)
    {
        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        var utf8 = longest <= LongestOnStack ? stackalloc byte[longest] : new byte[longest];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(utf8[..Encoding.UTF8.GetBytes(text, utf8)], hash);
        return BinaryPrimitives.ReadInt64BigEndian(hash);
    }
}
