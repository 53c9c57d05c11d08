namespace Counterpart.Load.Lab;

/// <summary>Finds the programs of this build: each room has its output at the same place below its folder.</summary>
internal static class BuiltProgram
{
    public static string Api => Find("Api");

    public static string Silo => Find("Silo");

    public static string Sandbox => Find("Sandbox");

    /// <summary>Whether the silo of this build is one.</summary>
    public static bool HasOrleans => File.Exists(Path.Combine(Path.GetDirectoryName(Silo)!, "Orleans.Runtime.dll"));

    private static string Find(string room)
    {
        // {root}/{room}/bin/{configuration}/{framework}/
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var (framework, configuration) = (own.Name, own.Parent!.Name);
        var root = own.Parent.Parent!.Parent!.Parent!.FullName;
        var program = Path.Combine(root, room, "bin", configuration, framework, $"Counterpart.{room}.dll");
        return File.Exists(program) ? program : throw new FileNotFoundException($"{room} is not built in {configuration}.", program);
    }
}
