using System.Security.Cryptography;
using System.Text;

namespace Counterpart.Hosting;

/// <summary>The key of the keys: what nodes share in the store is sealed with it, AES-256-GCM, bound to its name.</summary>
internal sealed class MasterKey
{
    private const byte Format = 1;
    private const int Length = 32;

    private readonly byte[] key;
    private readonly byte[]? former;

    private MasterKey(byte[] key, byte[]? former) => (this.key, this.former) = (key, former);

    /// <summary>Null where no master key is set.</summary>
    /// <exception cref="NodeKeyException">It can't be read, or is no key.</exception>
    public static MasterKey? Read(StoreTuning store) =>
        Read(store.MasterKey, store.MasterKeyFile, nameof(StoreTuning.MasterKey)) is { } key
            ? new MasterKey(key, Read(store.FormerMasterKey, store.FormerMasterKeyFile, nameof(StoreTuning.FormerMasterKey)))
            : null;

    public byte[] Seal(string name, ReadOnlySpan<byte> content)
    {
        var nonceSize = AesGcm.NonceByteSizes.MaxSize;
        var tagSize = AesGcm.TagByteSizes.MaxSize;
        var result = new byte[1 + nonceSize + tagSize + content.Length];
        result[0] = Format;
        var nonce = result.AsSpan(1, nonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, tagSize);
        aes.Encrypt(nonce, content, result.AsSpan(1 + nonceSize + tagSize), result.AsSpan(1 + nonceSize, tagSize), Encoding.UTF8.GetBytes(name));
        return result;
    }

    /// <summary>With the former key where the present one does not.</summary>
    /// <exception cref="NodeKeyException">It was sealed with another key.</exception>
    public byte[] Open(string name, ReadOnlySpan<byte> content)
    {
        try
        {
            return former is not null && !IsOwn(name, content) ? Open(former, name, content) : Open(key, name, content);
        }
        catch (CryptographicException fault)
        {
            throw new NodeKeyException("The master key is not the one that the keys in the database were sealed with.", fault);
        }
    }

    /// <summary>Whether it was sealed with the present key.</summary>
    public bool IsOwn(string name, ReadOnlySpan<byte> content)
    {
        try
        {
            Open(key, name, content);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static byte[] Open(byte[] key, string name, ReadOnlySpan<byte> content)
    {
        var nonceSize = AesGcm.NonceByteSizes.MaxSize;
        var tagSize = AesGcm.TagByteSizes.MaxSize;
        if (content.Length <= 1 + nonceSize + tagSize || content[0] != Format)
        {
            throw new CryptographicException("unknown format");
        }

        var result = new byte[content.Length - 1 - nonceSize - tagSize];
        using var aes = new AesGcm(key, tagSize);
        aes.Decrypt(
            content.Slice(1, nonceSize), content[(1 + nonceSize + tagSize)..], content.Slice(1 + nonceSize, tagSize), result, Encoding.UTF8.GetBytes(name));
        return result;
    }

    private static byte[]? Read(string? text, string? file, string origin)
    {
        if (file is not null)
        {
            try
            {
                (text, origin) = (File.ReadAllText(file).Trim(), file);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                throw new NodeKeyException($"The master key can't be read: {fault.Message}", fault);
            }
        }

        if (text is null)
        {
            return null;
        }

        var bytes = new byte[Length];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == Length
            ? bytes
            : throw new NodeKeyException($"The master key in {origin} must be {Length} bytes in Base64, such as `openssl rand -base64 {Length}` makes.");
    }
}
