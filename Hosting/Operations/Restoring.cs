using System.Formats.Tar;
using System.Security.Cryptography;
using Counterpart.Storage;
using Microsoft.AspNetCore.DataProtection;

namespace Counterpart.Hosting;

/// <summary>What was restored.</summary>
/// <param name="Credentials">Stored credentials that the restored key ring opens: all there are.</param>
public sealed record Restored(BackupManifest Manifest, string DataEpoch, int Firms, int Credentials);

/// <summary>Makes a data folder of a backup. Nothing is at its place before all of it has been checked.</summary>
public static class Restoring
{
    /// <exception cref="BackupException">The backup is damaged, or the folder is not empty.</exception>
    /// <exception cref="StoreVersionException">The backup is of a newer program.</exception>
    public static async Task<Restored> RunAsync(string file, string dataFolder, string? passphrase, TimeProvider clock, CancellationToken cancel)
    {
        var target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(dataFolder));
        var partial = target + ".restoring";
        if (Directory.Exists(partial))
        {
            throw new BackupException($"{partial} is there: another restore runs, or was broken off. Delete it when none runs.");
        }

        if (File.Exists(target) || (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any()))
        {
            throw new BackupException($"{target} is not empty. Restore into a new folder.");
        }

        try
        {
            OwnFolder.Make(partial);
            OwnFolder.Make(Path.Combine(partial, BackupManifest.Keys));
            var manifest = await Task.Run(() => Unpack(file, partial, passphrase, cancel), cancel);
            var restored = await CheckAsync(partial, manifest, clock, cancel);
            if (Directory.Exists(target))
            {
                Directory.Delete(target);
            }

            Directory.Move(partial, target);
            return restored;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The backup can't be restored: {fault.Message}", fault);
        }
        finally
        {
            if (Directory.Exists(partial))
            {
                Directory.Delete(partial, recursive: true);
            }
        }
    }

    private static BackupManifest Unpack(string file, string folder, string? passphrase, CancellationToken cancel)
    {
        using var content = Open(file, passphrase);
        using var tar = new TarReader(content);
        if (Next(tar) is not { Name: BackupManifest.Entry, DataStream: { } first })
        {
            throw new BackupException($"{file} is not a backup: it does not begin with {BackupManifest.Entry}.");
        }

        var manifest = BackupManifest.Read(first);
        var missing = manifest.Files.ToDictionary(expected => expected.Name, StringComparer.Ordinal);
        while (Next(tar) is { } entry)
        {
            cancel.ThrowIfCancellationRequested();
            if (!missing.Remove(entry.Name, out var expected))
            {
                throw new BackupException($"The backup holds '{entry.Name}', which its manifest does not name.");
            }

            Unpack(entry, expected, Path.Combine(folder, entry.Name));
        }

        return missing.Count == 0 && manifest.Files.Any(held => held.Name == BackupManifest.Database)
            ? manifest
            : throw new BackupException($"The backup lacks {missing.Keys.FirstOrDefault(BackupManifest.Database)}.");
    }

    private static Stream Open(string file, string? passphrase)
    {
        var stream = File.OpenRead(file);
        var start = new byte[SealedFile.Mark.Length];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        stream.Position = 0;
        if (!OpeningStream.IsMark(start.AsSpan(0, read)))
        {
            return stream;
        }

        return passphrase is null ? throw new BackupException($"{file} is sealed: give its passphrase with --passphrase-file.") : new OpeningStream(stream, passphrase);
    }

    private static TarEntry? Next(TarReader tar)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (Exception fault) when (fault is InvalidDataException or EndOfStreamException or FormatException)
        {
            throw new BackupException("The backup is damaged: it is no tar archive, or is cut off.", fault);
        }
    }

    private static void Unpack(TarEntry entry, BackupFile expected, string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(path, options))
        {
            entry.DataStream?.CopyTo(file);
            file.Flush(flushToDisk: true);
        }

        using var written = File.OpenRead(path);
        if (written.Length != expected.Bytes || Convert.ToHexStringLower(SHA256.HashData(written)) != expected.Sha256)
        {
            throw new BackupException($"The backup is damaged: {expected.Name} is not as its manifest says.");
        }
    }

    private static async Task<Restored> CheckAsync(string folder, BackupManifest manifest, TimeProvider clock, CancellationToken cancel)
    {
        await using var store = new SqliteStore(new SqliteStoreOptions { Path = Path.Combine(folder, BackupManifest.Database) }, clock);
        await store.OpenAsync(cancel);
        if (await store.FindDamageAsync(cancel) is { } damage)
        {
            throw new BackupException($"The backup's database is damaged: {damage}");
        }

        var seal = new CredentialSeal(DataProtectionProvider.Create(
            new DirectoryInfo(Path.Combine(folder, BackupManifest.Keys)), builder => builder.SetApplicationName("Counterpart")));
        var connections = await store.ListConnectionsAsync(cancel);
        try
        {
            foreach (var connection in connections)
            {
                seal.Open(connection.Credential);
            }
        }
        catch (CryptographicException fault)
        {
            throw new BackupException("The backup's key ring does not open its credentials.", fault);
        }

        // What listeners and readers know by sequence may be of a future that this data has not had.
        var epoch = await store.NewDataEpochAsync(cancel);
        return new Restored(manifest, epoch, (await store.ListFirmsAsync(cancel)).Count, connections.Count);
    }
}
