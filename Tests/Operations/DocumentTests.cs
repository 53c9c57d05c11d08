using System.Text.RegularExpressions;
using Counterpart.Tests.House;

namespace Counterpart.Tests.Operations;

/// <summary>The documents lead where they say: no dead link, no missing heading, no command that there is not.</summary>
public sealed partial class DocumentTests
{
    public static TheoryData<string> Pages => [.. Files().Select(file => Path.GetRelativePath(HouseRoot.Path, file))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_LeadSomewhere(string page)
    {
        var file = Path.Combine(HouseRoot.Path, page);
        foreach (Match link in Link().Matches(Prose(File.ReadAllText(file))))
        {
            var target = link.Groups["target"].Value;
            if (target.Contains("://", StringComparison.Ordinal))
            {
                continue;
            }

            var (path, anchor) = target.Split('#') is [var first, var second] ? (first, second) : (target, null);
            var full = path.Length == 0 ? file : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, path));
            Assert.True(File.Exists(full) || Directory.Exists(full), $"{page}: {target} is not there.");
            Assert.True(anchor is null || Anchors(full).Contains(anchor, StringComparer.Ordinal), $"{page}: {target} has no such heading.");
        }
    }

    [Fact]
    public void Pages_AllOfThem_AreReachedFromTheMap()
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([Path.Combine(HouseRoot.Path, "README.md"), Path.Combine(HouseRoot.Path, "docs", "README.md")]);
        while (waiting.TryDequeue(out var file))
        {
            if (!reached.Add(file) || !file.EndsWith(".md", StringComparison.Ordinal))
            {
                continue;
            }

            foreach (Match link in Link().Matches(Prose(File.ReadAllText(file))))
            {
                var full = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, link.Groups["target"].Value.Split('#')[0]));
                if (File.Exists(full))
                {
                    waiting.Enqueue(full);
                }
            }
        }

        Assert.DoesNotContain(Files(), file => !reached.Contains(file));
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_OfAPage_AreThoseThatThereAre(string page)
    {
        var known = Counterpart.Api.Commands.OperatorCommands.Create();
        foreach (Match block in Block().Matches(File.ReadAllText(Path.Combine(HouseRoot.Path, page))))
        {
            foreach (Match call in Call().Matches(block.Groups["text"].Value))
            {
                var words = Words().Matches(call.Groups["arguments"].Value).Select(word => word.Value).TakeWhile(word => word is not (">" or "|" or "&&")).ToList();
                if (words.Count == 0 || words[0].StartsWith("\"$@\"", StringComparison.Ordinal) || words[0].StartsWith("--", StringComparison.Ordinal))
                {
                    continue;
                }

                System.CommandLine.Command command = known;
                foreach (var word in words.TakeWhile(word => !word.StartsWith('-')))
                {
                    command = command.Subcommands.FirstOrDefault(sub => sub.Name == word) ?? command;
                }

                Assert.True(command != known, $"{page}: there is no command '{words[0]}'.");
                var options = words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).ToList();
                Assert.All(options, option => Assert.True(command.Options.Any(one => one.Name == option), $"{page}: '{command.Name}' has no option {option}."));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Paths_OfTheApiInAPage_AreThoseThatThereAre(string page)
    {
        var known = Counterpart.Api.ApiEndpoints.All.Select(endpoint => endpoint.Pattern).Append("/v1/contacts/{the vendor's}").ToList();
        foreach (Match path in ApiPath().Matches(File.ReadAllText(Path.Combine(HouseRoot.Path, page))))
        {
            if (page.EndsWith("wealthbox.md", StringComparison.Ordinal) || page.EndsWith("simulators.md", StringComparison.Ordinal) || page.EndsWith("hub-protocol.md", StringComparison.Ordinal))
            {
                return;
            }

            var parts = path.Value.TrimEnd('/', '.').Split('/');
            Assert.True(
                known.Any(pattern => pattern.Split('/') is var other && other.Length >= parts.Length && other.Zip(parts).All(pair => pair.First == pair.Second || pair.First.StartsWith('{'))),
                $"{page}: {path.Value} is no path of the API.");
        }
    }

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Path.Combine(HouseRoot.Path, "docs"), "*.md", SearchOption.AllDirectories).Append(Path.Combine(HouseRoot.Path, "README.md"));

    private static string Prose(string markdown) => Block().Replace(markdown, string.Empty);

    private static IEnumerable<string> Anchors(string file) => Heading().Matches(Prose(File.ReadAllText(file)))
        .Select(heading => NotInAnchors().Replace(heading.Groups["text"].Value.ToLowerInvariant(), string.Empty).Replace(' ', '-'));

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^```(?<kind>\w*)\n(?<text>.*?)^```$", RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();

    [GeneratedRegex(@"^#+ (?<text>.+?)\s*$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"[^\w\- ]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotInAnchors();

    [GeneratedRegex(@"(Counterpart\.Api\.dll|dotnet run --project Api --|(?<![\w$/.-])counterpart(?=\s+(firm|key|connection|audit|backup|restore|openapi)\b))\s+(?<arguments>[^\n]*)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Call();

    [GeneratedRegex("""("[^"]*"|'[^']*'|\S)+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<![\w./])/v1/[\w{}/-]+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ApiPath();
}
