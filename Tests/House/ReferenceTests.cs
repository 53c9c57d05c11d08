using System.Xml.Linq;

namespace Counterpart.Tests.House;

/// <summary>Which room may reference which, held against the project files. A room that is not built yet may be missing.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Links"] = [],
        ["Systems"] = ["Links"],
        ["Storage"] = ["Links"],
        ["Hosting"] = ["Links", "Systems", "Storage"],
        ["Grains.Interfaces"] = ["Links"],
        ["Grains"] = ["Grains.Interfaces", "Hosting"],
        ["Silo"] = ["Grains", "Api"],
        ["Api"] = ["Hosting"],
        ["Sandbox"] = [],
        ["Simulation"] = ["Links"],
    };

    /// <summary>Rooms that may reference any other.</summary>
    private static readonly string[] Free = ["Load", "Tests"];

    /// <summary>Built along with a room, and not referenced by its code.</summary>
    private static readonly (string Room, string Built)[] BuiltOnly = [("Api", "Sandbox")];

    public static TheoryData<string> Rooms => [.. Projects().Select(project => Path.GetFileNameWithoutExtension(project))];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void References_OfEveryRoom_AreInTheTable(string room)
    {
        Assert.True(Allowed.ContainsKey(room) || Free.Contains(room), $"The table does not know the room {room}.");

        Assert.Empty(Forbidden(room, References(XDocument.Load(Project(room)))));
    }

    [Theory]
    [InlineData("Links", "<ProjectReference Include=\"../Storage/Storage.csproj\" />")]
    [InlineData("Api", "<ProjectReference Include=\"../Sandbox/Sandbox.csproj\" />")]
    [InlineData("Hosting", "<ProjectReference Include=\"..\\Sandbox\\Sandbox.csproj\" ReferenceOutputAssembly=\"false\" />")]
    public void Forbidden_ReferenceOutsideTheTable_IsNamed(string room, string line)
    {
        var project = XDocument.Parse($"<Project><ItemGroup>{line}</ItemGroup></Project>");

        Assert.Single(Forbidden(room, References(project)));
    }

    [Fact]
    public void Projects_InTheRooms_AreInTheSolution()
    {
        var solution = File.ReadAllText(Path.Combine(HouseRoot.Path, "Cluster.sln")).Replace('\\', '/');

        Assert.All(Rooms.Select(room => room.Data), room => Assert.Contains($"{room}/{room}.csproj", solution, StringComparison.Ordinal));
    }

    private static IEnumerable<string> Forbidden(string room, IEnumerable<(string To, bool CodeToo)> references) =>
        from reference in references
        where !Free.Contains(room)
        where !(reference.CodeToo
            ? Allowed[room].Contains(reference.To, StringComparer.Ordinal)
            : BuiltOnly.Contains((room, reference.To)))
        select $"{room} -> {reference.To}";

    private static IEnumerable<(string To, bool CodeToo)> References(XDocument project) =>
        from reference in project.Descendants("ProjectReference")
        let file = reference.Attribute("Include")!.Value.Replace('\\', '/')
        select (Path.GetFileNameWithoutExtension(file), reference.Attribute("ReferenceOutputAssembly")?.Value != "false");

    private static string Project(string room) => Path.Combine(HouseRoot.Path, room, room + ".csproj");

    private static IEnumerable<string> Projects() =>
        Directory.EnumerateDirectories(HouseRoot.Path)
            .Where(folder => Path.GetFileName(folder) != "build")
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj"));
}
