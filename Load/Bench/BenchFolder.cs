namespace Counterpart.Load;

/// <summary>A folder of databases, deleted with the run.</summary>
/// <param name="kept">A folder that stays instead; null: none does.</param>
internal sealed class BenchFolder(string? kept = null) : IDisposable
{
    private readonly string path = (kept is null ? Directory.CreateTempSubdirectory("counterpart-bench-") : Directory.CreateDirectory(kept)).FullName;

    public string File(string name) => Path.Combine(path, name);

    /// <summary>A database of its own for one round, equal to the one it is copied from.</summary>
    public string Copy(string from, string name)
    {
        System.IO.File.Copy(from, File(name), overwrite: true);
        return File(name);
    }

    public static void Remove(string file)
    {
        foreach (var suffix in (string[])["", "-wal", "-shm", ".lock"])
        {
            System.IO.File.Delete(file + suffix);
        }
    }

    public void Dispose()
    {
        if (kept is null)
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
