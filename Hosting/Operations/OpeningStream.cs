using System.Security.Cryptography;

namespace Counterpart.Hosting;

/// <summary>Reads what a <see cref="SealingStream"/> wrote. Gives nothing that was not authenticated first.</summary>
internal sealed class OpeningStream : Stream
{
    private readonly Stream from;
    private readonly AesGcm cipher;
    private readonly byte[] header = new byte[SealedFile.HeaderSize];
    private readonly byte[] ahead = new byte[SealedFile.ChunkSize + SealedFile.TagSize];
    private readonly byte[] chunk = new byte[SealedFile.ChunkSize];
    private int aheadLength;
    private int given;
    private int filled;
    private long number;
    private bool ended;

    /// <exception cref="BackupException">The file is not a sealed one.</exception>
    public OpeningStream(Stream from, string passphrase)
    {
        this.from = from;
        if (from.ReadAtLeast(header, header.Length, throwOnEndOfStream: false) < header.Length || !IsMark(header))
        {
            throw new BackupException("The file is not a sealed backup.");
        }

        cipher = SealedFile.Cipher(header, passphrase);
        aheadLength = from.ReadAtLeast(ahead, ahead.Length, throwOnEndOfStream: false);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static bool IsMark(ReadOnlySpan<byte> start) => start.StartsWith(SealedFile.Mark);

    public override int Read(Span<byte> buffer)
    {
        while (given == filled)
        {
            if (ended)
            {
                return 0;
            }

            OpenChunk();
        }

        var count = Math.Min(buffer.Length, filled - given);
        chunk.AsSpan(given, count).CopyTo(buffer);
        given += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            cipher.Dispose();
            from.Dispose();
        }

        base.Dispose(disposing);
    }

    private void OpenChunk()
    {
        // A chunk is the last when nothing follows it; its nonce says so too, and so a file that was cut off does not open.
        var present = ahead.AsSpan(0, aheadLength).ToArray();
        aheadLength = from.ReadAtLeast(ahead, ahead.Length, throwOnEndOfStream: false);
        ended = aheadLength == 0;
        filled = present.Length - SealedFile.TagSize;
        given = 0;
        try
        {
            if (filled < 0)
            {
                throw new BackupException("The backup is cut off.");
            }

            Span<byte> nonce = stackalloc byte[12];
            SealedFile.Nonce(nonce, number++, ended);
            cipher.Decrypt(nonce, present.AsSpan(0, filled), present.AsSpan(filled), chunk.AsSpan(0, filled), header);
        }
        catch (AuthenticationTagMismatchException fault)
        {
            throw new BackupException(number == 1 ? "The passphrase is another one, or the backup is damaged." : "The backup is damaged or cut off.", fault);
        }
    }
}
