using System.Text.RegularExpressions;

namespace Counterpart.Tests.House;

/// <summary>The core has no clock, task, randomness, I/O or logger: its source is searched for them.</summary>
public sealed partial class PurityTests
{
    public static TheoryData<string> Impure =>
    [
        "var now = DateTimeOffset.UtcNow;",
        "var now = DateTime.Now;",
        "private readonly TimeProvider clock;",
        "var watch = Stopwatch.StartNew();",
        "public Task Run() => null!;",
        "public async ValueTask<int> Run() => 1;",
        "var dice = new Random(1);",
        "RandomNumberGenerator.Fill(bytes);",
        "var id = Guid.NewGuid();",
        "File.WriteAllText(path, text);",
        "using System.Net.Http;",
        "using System.IO;",
        "private readonly ILogger log;",
        "Console.WriteLine(text);",
        "Thread.Sleep(1);",
        "lock (gate) { }",
        "Environment.GetEnvironmentVariable(name);",
    ];

    [Fact]
    public void Links_Source_IsPure()
    {
        var files = Directory.EnumerateFiles(Path.Combine(HouseRoot.Path, "Links"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Path.GetRelativePath(HouseRoot.Path, file).Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .ToList();

        Assert.True(files.Count > 30, "The core's source was not found.");
        Assert.Empty(files.SelectMany(file => Impurities(File.ReadAllText(file)).Select(found => $"{Path.GetFileName(file)}: {found}")));
    }

    [Theory]
    [MemberData(nameof(Impure))]
    public void Impurities_OfAnImpureLine_AreFound(string line) => Assert.NotEmpty(Impurities(line));

    [Theory]
    [InlineData("/// <summary>No Task, clock or File here.</summary>")]
    [InlineData("throw new InvalidDataException(\"These bytes are not a state.\"); // File.Open would do")]
    public void Impurities_InComments_AreNone(string line) => Assert.Empty(Impurities(line));

    private static IEnumerable<string> Impurities(string source) =>
        Words().Matches(Comments().Replace(source, string.Empty)).Select(match => match.Value);

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Comments();

    [GeneratedRegex(
        @"\b(async|await|lock|Task|ValueTask|Thread|Timer|TimeProvider|Stopwatch|Random|RandomNumberGenerator|ILogger|Console|Environment|"
        + @"File|Directory|FileStream|Stream|Socket|HttpClient|Process)\b|"
        + @"\bDateTime(Offset)?\.(Now|UtcNow|Today)\b|\bGuid\.(NewGuid|CreateVersion7)\b|\bSystem\.(IO|Net|Threading|Diagnostics|Data)\b",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Words();
}
