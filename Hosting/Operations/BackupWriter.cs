using System.Formats.Tar;
using System.Security.Cryptography;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Writes the database and the keys that open it into one file: a tar archive whose first entry is the manifest.</summary>
internal sealed class BackupWriter(SqliteStore store, string dataFolder, DateTimeOffset at)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <param name="passphrase">Null leaves the archive in clear.</param>
    /// <exception cref="BackupException">It can't be written.</exception>
    public async Task<BackupMade> WriteAsync(string target, string? passphrase, CancellationToken cancel)
    {
        var copy = Path.Combine(dataFolder, "backup.db-partial");
        var partial = target + ".partial";
        try
        {
            if (File.Exists(target))
            {
                throw new BackupException($"{target} is there already.");
            }

            OwnFolder.Make(Path.GetDirectoryName(target)!);
            File.Delete(copy);
            await store.CopyToAsync(copy, cancel);

            // The keys are read after the database, so that every key that it was sealed with is among them.
            var files = new List<(BackupFile File, string Path)> { (Describe(BackupManifest.Database, copy), copy) };
            files.AddRange(Directory.EnumerateFiles(Path.Combine(dataFolder, BackupManifest.Keys)).Order(StringComparer.Ordinal)
                .Select(path => (Describe($"{BackupManifest.Keys}/{Path.GetFileName(path)}", path), path)));
            var manifest = BackupManifest.Of(at, await store.DataEpochAsync(cancel), files.Select(file => file.File));
            await Task.Run(() => Write(partial, passphrase, manifest, files), CancellationToken.None);
            File.Move(partial, target);
            return new BackupMade(target, new FileInfo(target).Length, Hash(target), at, passphrase is not null);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The backup can't be written: {fault.Message}", fault);
        }
        finally
        {
            File.Delete(copy);
            File.Delete(partial);
        }
    }

    private static void Write(string path, string? passphrase, BackupManifest manifest, List<(BackupFile File, string Path)> files)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        if (passphrase is null)
        {
            WriteTar(file, manifest, files);
        }
        else
        {
            using var sealing = new SealingStream(file, passphrase);
            WriteTar(sealing, manifest, files);
            sealing.Finish();
        }

        file.Flush(flushToDisk: true);
    }

    private static void WriteTar(Stream to, BackupManifest manifest, List<(BackupFile File, string Path)> files)
    {
        using var tar = new TarWriter(to, TarEntryFormat.Pax, leaveOpen: true);
        Add(tar, BackupManifest.Entry, manifest.At, new MemoryStream(manifest.Write()));
        foreach (var (file, path) in files)
        {
            Add(tar, file.Name, manifest.At, File.OpenRead(path));
        }
    }

    private static void Add(TarWriter tar, string name, DateTimeOffset at, Stream content)
    {
        using (content)
        {
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { Mode = OwnerOnly, ModificationTime = at, DataStream = content });
        }
    }

    private static BackupFile Describe(string name, string path) => new(name, new FileInfo(path).Length, Hash(path));

    private static string Hash(string path)
    {
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
