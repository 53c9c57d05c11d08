namespace Counterpart.Storage;

/// <summary>Keeps a second process, or a second store, from the database for as long as it is held.</summary>
internal sealed class FileLock : IDisposable
{
    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    public static FileLock Take(string database)
    {
        var path = database + ".lock";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(database)) is { } folder)
            {
                Directory.CreateDirectory(folder);
            }

            return new FileLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1));
        }
        catch (IOException exception) when (IsHeld(exception))
        {
            throw new StoreInUseException($"{database} is in use by another process.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreUnavailableException($"{path}: {exception.Message}", exception);
        }
    }

    public void Dispose() => stream.Dispose();

    // EWOULDBLOCK of Linux and macOS; a sharing violation of Windows.
    private static bool IsHeld(IOException exception) => exception.HResult is 11 or 35 or unchecked((int)0x80070020);
}
