using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Counterpart.Api;

/// <summary>
/// A place in a listing, as text for the caller to send back. Its checksum is not a secret: a forged cursor shows nothing
/// that the listing does not. It finds cursors that were made up, cut off, or taken from another listing.
/// </summary>
internal static class PageCursor
{
    private const int SumLength = 12;
    private static readonly byte[] Key = "counterpart page cursor 1"u8.ToArray();

    /// <param name="parts">What makes the listing another one: firm, filter.</param>
    public static string Scope(params ReadOnlySpan<string?> parts)
    {
        var scope = new StringBuilder();
        foreach (var part in parts)
        {
            scope.Append(part?.Length ?? -1).Append(':').Append(part);
        }

        return scope.ToString();
    }

    public static string? Write((string NameKey, string Id)? place, string scope)
    {
        if (place is not { } at)
        {
            return null;
        }

        var nameLength = Encoding.UTF8.GetByteCount(at.NameKey);
        var bytes = new byte[SumLength + sizeof(ushort) + nameLength + Encoding.UTF8.GetByteCount(at.Id)];
        var content = bytes.AsSpan(SumLength);
        BinaryPrimitives.WriteUInt16BigEndian(content, checked((ushort)nameLength));
        Encoding.UTF8.GetBytes(at.NameKey, content[sizeof(ushort)..]);
        Encoding.UTF8.GetBytes(at.Id, content[(sizeof(ushort) + nameLength)..]);
        Sum(content, scope).CopyTo(bytes, 0);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryRead(string text, string scope, out (string NameKey, string Id) place)
    {
        place = default;
        if (!Base64Url.IsValid(text))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < SumLength + sizeof(ushort) || !Sum(bytes.AsSpan(SumLength), scope).AsSpan().SequenceEqual(bytes.AsSpan(0, SumLength)))
        {
            return false;
        }

        var content = bytes.AsSpan(SumLength);
        var names = content[sizeof(ushort)..];
        var nameLength = BinaryPrimitives.ReadUInt16BigEndian(content);
        if (nameLength > names.Length)
        {
            return false;
        }

        place = (Encoding.UTF8.GetString(names[..nameLength]), Encoding.UTF8.GetString(names[nameLength..]));
        return true;
    }

    private static byte[] Sum(ReadOnlySpan<byte> content, string scope)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Key);
        hash.AppendData(content);
        hash.AppendData(Encoding.UTF8.GetBytes(scope));
        return hash.GetHashAndReset()[..SumLength];
    }
}
