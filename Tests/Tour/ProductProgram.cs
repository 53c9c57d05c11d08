using System.Diagnostics;
using Counterpart.Tests.House;

namespace Counterpart.Tests.Tour;

/// <summary>The product as it was built along with the tests, and how it is started.</summary>
internal static class ProductProgram
{
    /// <summary>Where an ordinary build puts it: {room}/bin/{configuration}/{framework}, for every room.</summary>
    public static string Path { get; } = System.IO.Path.Combine(
        HouseRoot.Path, "Api", System.IO.Path.GetRelativePath(System.IO.Path.Combine(HouseRoot.Path, "Tests"), AppContext.BaseDirectory), "Counterpart.Api.dll");

    public static ProcessStartInfo Start(string workFolder, IEnumerable<string> arguments)
    {
        Assert.True(File.Exists(Path), $"{Path} is not built.");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } self && IsDotnet(self) ? self : "dotnet")
        {
            WorkingDirectory = workFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    private static bool IsDotnet(string path) => System.IO.Path.GetFileNameWithoutExtension(path) == "dotnet";
}
