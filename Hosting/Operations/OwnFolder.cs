namespace Counterpart.Hosting;

/// <summary>Folders that only their owner may enter: client data and keys lie in them.</summary>
public static class OwnFolder
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it when it is not there. One that is there keeps its rights, which somebody chose.</summary>
    public static DirectoryInfo Make(string path) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(path) : Directory.CreateDirectory(path, Owner);

    /// <summary>Makes an empty file that only its owner reads, unless there is one. What SQLite puts beside a database has the database's rights.</summary>
    public static void MakeFile(string path)
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(path))
        {
            using var made = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.Write,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
    }
}
