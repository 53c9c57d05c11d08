namespace Counterpart.Load;

/// <summary>The folder of all databases of a run, deleted with it.</summary>
internal sealed class BenchFolder : IDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("counterpart-bench-").FullName;

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

    public void Dispose() => Directory.Delete(path, recursive: true);
}
