using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Counterpart.Hosting;

/// <summary>
/// A file sealed with a passphrase: a header (mark, salt, rounds), then chunks of 64 KiB, each encrypted with AES-256-GCM under its number.
/// The key comes from the passphrase by PBKDF2 with HMAC-SHA-256. The header is authenticated with every chunk, and the last chunk says that
/// it is the last, so that nothing can be cut off, put in or exchanged.
/// </summary>
internal static class SealedFile
{
    public const int ChunkSize = 64 * 1024;
    public const int TagSize = 16;
    public const int HeaderSize = 4 + SaltSize + sizeof(int);

    // OWASP's advice of 2023 for PBKDF2 with SHA-256.
    public const int Rounds = 600_000;
    private const int MaxRounds = 10_000_000;
    private const int SaltSize = 16;

    public static ReadOnlySpan<byte> Mark => "CPB1"u8;

    public static byte[] NewHeader()
    {
        var header = new byte[HeaderSize];
        Mark.CopyTo(header);
        RandomNumberGenerator.Fill(header.AsSpan(Mark.Length, SaltSize));
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(HeaderSize - sizeof(int)), Rounds);
        return header;
    }

    /// <exception cref="BackupException">The header is damaged.</exception>
    public static AesGcm Cipher(byte[] header, string passphrase)
    {
        var rounds = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(HeaderSize - sizeof(int)));
        if (rounds is < 1 or > MaxRounds)
        {
            throw new BackupException("The backup's header is damaged.");
        }

        var key = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(passphrase), header.AsSpan(Mark.Length, SaltSize), rounds, HashAlgorithmName.SHA256, 32);
        return new AesGcm(key, TagSize);
    }

    /// <summary>Each chunk's number, and whether it is the last, as its nonce: the key is of this file alone.</summary>
    public static void Nonce(Span<byte> nonce, long number, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[^1] = isLast ? (byte)1 : (byte)0;
    }
}

/// <summary>Encrypts what is written to it. Without <see cref="Finish"/> the file is incomplete, and can't be opened.</summary>
internal sealed class SealingStream : WriteOnlyStream
{
    private readonly Stream to;
    private readonly AesGcm cipher;
    private readonly byte[] header;
    private readonly byte[] chunk = new byte[SealedFile.ChunkSize];
    private int filled;
    private long number;

    public SealingStream(Stream to, string passphrase)
    {
        this.to = to;
        header = SealedFile.NewHeader();
        cipher = SealedFile.Cipher(header, passphrase);
        to.Write(header);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            if (filled == chunk.Length)
            {
                WriteChunk(isLast: false);
            }

            var taken = Math.Min(buffer.Length, chunk.Length - filled);
            buffer[..taken].CopyTo(chunk.AsSpan(filled));
            filled += taken;
            buffer = buffer[taken..];
        }
    }

    public void Finish() => WriteChunk(isLast: true);

    protected override void Dispose(bool disposing)
    {
        cipher.Dispose();
        base.Dispose(disposing);
    }

    private void WriteChunk(bool isLast)
    {
        Span<byte> nonce = stackalloc byte[12];
        SealedFile.Nonce(nonce, number++, isLast);
        var sealedChunk = new byte[filled + SealedFile.TagSize];
        cipher.Encrypt(nonce, chunk.AsSpan(0, filled), sealedChunk.AsSpan(0, filled), sealedChunk.AsSpan(filled), header);
        to.Write(sealedChunk);
        filled = 0;
    }
}
