using System.Runtime.CompilerServices;

namespace Counterpart.Tests.House;

/// <summary>The folder that the solution stands in.</summary>
internal static class HouseRoot
{
    public static string Path { get; } = Find();

    private static string Find([CallerFilePath] string here = "")
    {
        // A deterministic build maps source paths away: then the folder is found from the tests' own place.
        foreach (var start in new[] { System.IO.Path.GetDirectoryName(here), AppContext.BaseDirectory })
        {
            for (var folder = start; folder is not null; folder = System.IO.Path.GetDirectoryName(folder))
            {
                if (File.Exists(System.IO.Path.Combine(folder, "Cluster.sln")))
                {
                    return folder;
                }
            }
        }

        throw new InvalidOperationException("Cluster.sln is above neither the tests' source nor their output.");
    }
}
