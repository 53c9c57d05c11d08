using System.Security.Cryptography;

namespace Counterpart.Hosting;

/// <summary>The key of the tax ids' hashes: made once, kept in a file that only its owner can read.</summary>
public static class HashKeyFile
{
    private const int Length = 32;

    public static byte[] LoadOrCreate(string path)
    {
        if (File.Exists(path))
        {
            var stored = File.ReadAllBytes(path);
            return stored.Length == Length ? stored : throw new InvalidDataException($"{path} is not a key of {Length} bytes.");
        }

        var key = RandomNumberGenerator.GetBytes(Length);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(key);
        file.Flush(flushToDisk: true);
        return key;
    }
}
