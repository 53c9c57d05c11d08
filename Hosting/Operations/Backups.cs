using System.Globalization;
using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Makes backups of the running process.</summary>
public interface IBackups
{
    /// <summary>Null when the database is not this process's own file: it is backed up with its own tools.</summary>
    /// <exception cref="OverloadedException">One is being made.</exception>
    /// <exception cref="BackupException">It can't be written. The message is one line for the operator.</exception>
    Task<BackupMade?> MakeAsync(CancellationToken cancel);
}

/// <param name="Sha256">Of the file as it lies there.</param>
public sealed record BackupMade(string File, long Bytes, string Sha256, DateTimeOffset At, bool IsEncrypted);

/// <summary>A backup can't be made or restored. The message is one line for the operator.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>Where backups go; section <c>Backup</c> of the configuration.</summary>
public sealed class BackupOptions
{
    /// <summary>A folder, best on another disk. Default: <c>backups</c> in the data folder.</summary>
    public string? Folder { get; set; }

    /// <summary>A file whose text encrypts the backups; without one they are as readable as the data folder.</summary>
    public string? PassphraseFile { get; set; }

    /// <summary>The passphrase; null when there is none.</summary>
    /// <exception cref="BackupException">It can't be read, or is too short.</exception>
    public static string? ReadPassphrase(string? file)
    {
        if (file is null)
        {
            return null;
        }

        try
        {
            var text = File.ReadAllText(file).TrimEnd('\r', '\n');
            return text.Length >= 12 ? text : throw new BackupException($"The passphrase in {file} must have 12 characters or more.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new BackupException($"The passphrase can't be read: {fault.Message}", fault);
        }
    }
}

/// <summary>Backups of a data folder, into the folder that the operator named.</summary>
public sealed class Backups(IStore store, string dataFolder, BackupOptions options, TimeProvider clock) : IBackups, IDisposable
{
    private readonly SemaphoreSlim one = new(1, 1);

    public async Task<BackupMade?> MakeAsync(CancellationToken cancel)
    {
        if (store is not SqliteStore sqlite)
        {
            return null;
        }

        if (!await one.WaitAsync(TimeSpan.Zero, cancel))
        {
            throw new OverloadedException(TimeSpan.FromSeconds(30));
        }

        try
        {
            var passphrase = BackupOptions.ReadPassphrase(options.PassphraseFile);
            var now = clock.GetUtcNow();
            var name = string.Create(CultureInfo.InvariantCulture, $"counterpart-{now.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}.{(passphrase is null ? "tar" : "tar.sealed")}");
            var folder = Path.GetFullPath(options.Folder ?? Path.Combine(dataFolder, "backups"));
            return await new BackupWriter(sqlite, dataFolder, now).WriteAsync(Path.Combine(folder, name), passphrase, cancel);
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();
}
