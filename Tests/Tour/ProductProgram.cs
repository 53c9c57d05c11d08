using System.Diagnostics;
using Counterpart.Tests.House;

namespace Counterpart.Tests.Tour;

/// <summary>The product as it was built along with the tests, and how it is started.</summary>
internal static class ProductProgram
{
    private const string InProcess = "Api";

    public static string Path { get; } = In(InProcess);

    /// <param name="room">The room of the program: <c>Api Silo</c>.</param>
    public static ProcessStartInfo Start(string workFolder, IEnumerable<string> arguments, string room = InProcess)
    {
        var path = In(room);
        Assert.True(File.Exists(path), $"{path} is not built.");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } self && IsDotnet(self) ? self : "dotnet")
        {
            WorkingDirectory = workFolder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(path);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }

    /// <summary>Where an ordinary build puts it: {room}/bin/{configuration}/{framework}, for every room.</summary>
    private static string In(string room) => System.IO.Path.Combine(
        HouseRoot.Path,
        room,
        System.IO.Path.GetRelativePath(System.IO.Path.Combine(HouseRoot.Path, "Tests"), AppContext.BaseDirectory),
        $"Counterpart.{room}.dll");

    private static bool IsDotnet(string path) => System.IO.Path.GetFileNameWithoutExtension(path) == "dotnet";
}
