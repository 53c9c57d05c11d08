using Counterpart.Hosting;

namespace Counterpart.Tests.Operations;

/// <summary>A sealed file opens with its passphrase, and not after anything of it was changed.</summary>
public sealed class SealedFileTests
{
    private const string Passphrase = "correct horse battery";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public void Open_WhatWasSealed_IsTheSame(int length)
    {
        var content = Content(length);

        Assert.Equal(content, Open(Seal(content), Passphrase));
    }

    [Fact]
    public void Seal_Twice_DiffersAndShowsNothing()
    {
        var content = Content(1000);
        var (first, second) = (Seal(content), Seal(content));

        Assert.NotEqual(first, second);
        Assert.DoesNotContain(Convert.ToHexString(content.AsSpan(100, 32)), Convert.ToHexString(first), StringComparison.Ordinal);
    }

    [Fact]
    public void Open_OtherPassphrase_IsRefused() => Assert.Throws<BackupException>(() => Open(Seal(Content(10)), "wrong horse battery"));

    [Theory]
    [InlineData(5)]
    [InlineData(22)]
    [InlineData(30)]
    [InlineData(70_000)]
    [InlineData(-1)]
    public void Open_AByteChanged_IsRefused(int place)
    {
        var file = Seal(Content(100_000));
        file[place < 0 ? file.Length + place : place] ^= 1;

        Assert.Throws<BackupException>(() => Open(file, Passphrase));
    }

    [Fact]
    public void Open_CutOffBetweenChunks_IsRefused()
    {
        var file = Seal(Content(3 * 65_536));
        var chunk = 65_536 + 16;
        foreach (var length in new[] { 10, 24, 24 + chunk, 24 + (2 * chunk), file.Length - 1 })
        {
            Assert.Throws<BackupException>(() => Open(file[..length], Passphrase));
        }
    }

    [Fact]
    public void Open_ChunksExchanged_IsRefused()
    {
        var file = Seal(Content(3 * 65_536));
        var chunk = 65_536 + 16;
        byte[] exchanged = [.. file[..24], .. file[(24 + chunk)..(24 + (2 * chunk))], .. file[24..(24 + chunk)], .. file[(24 + (2 * chunk))..]];

        Assert.Throws<BackupException>(() => Open(exchanged, Passphrase));
    }

    private static byte[] Content(int length) => [.. Enumerable.Range(0, length).Select(place => (byte)((place * 31) ^ (place >> 7)))];

    private static byte[] Seal(byte[] content)
    {
        using var file = new MemoryStream();
        using (var sealing = new SealingStream(file, Passphrase))
        {
            sealing.Write(content);
            sealing.Finish();
        }

        return file.ToArray();
    }

    private static byte[] Open(byte[] file, string passphrase)
    {
        using var opening = new OpeningStream(new MemoryStream(file), passphrase);
        using var content = new MemoryStream();
        opening.CopyTo(content);
        return content.ToArray();
    }
}
