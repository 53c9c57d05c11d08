using System.Reflection;
using System.Text.RegularExpressions;

namespace Counterpart.Tests;

/// <summary>Stands for the tests that could not be built, because the package feed had no Orleans: each is reported as skipped, by its name.</summary>
public sealed partial class OrleansTests
{
    public static TheoryData<string> Names => [.. Sources().SelectMany(Tests).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void NeedsOrleans(string test) => Assert.Skip($"{test} needs Orleans, which the package feed did not have when this was built.");

    [Fact]
    public void Names_OfTheTestsThatWereNotBuilt_AreFound() => Assert.True(Names.Count > 50, $"Only {Names.Count} tests were found in the sources.");

    private static IEnumerable<string> Sources()
    {
        var assembly = typeof(OrleansTests).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".cs", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    /// <summary>Tests that a file has, and tests that its classes have from a suite that every host passes.</summary>
    private static IEnumerable<string> Tests(string source)
    {
        var classes = Class().Matches(source);
        foreach (Match test in Test().Matches(source))
        {
            yield return $"{classes.Last(type => type.Index < test.Index).Groups["name"]}.{test.Groups["name"]}";
        }

        foreach (Match type in classes)
        {
            var suite = typeof(OrleansTests).Assembly.GetTypes().FirstOrDefault(suite => suite.IsAbstract && suite.Name == type.Groups["base"].Value);
            foreach (var test in suite?.GetMethods().Where(method => method.GetCustomAttribute<FactAttribute>() is not null) ?? [])
            {
                yield return $"{type.Groups["name"]}.{test.Name}";
            }
        }
    }

    [GeneratedRegex(@"\bclass (?<name>\w+)(\([^)]*\))?( : (?<base>\w+))?", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Class();

    [GeneratedRegex(@"\[(Fact|Theory)\](\s*\[[^\n]*\])*\s*public (async )?\S+ (?<name>\w+)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Test();
}
