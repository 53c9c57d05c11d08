using System.Text.RegularExpressions;
using Counterpart.Api;
using Counterpart.Tests.House;
using Microsoft.Extensions.Configuration;

namespace Counterpart.Tests.Operations;

/// <summary>The units, manifests and the proxy's configuration name settings, commands, paths and files that there are.</summary>
public sealed partial class DeployTests
{
    private static string Deploy(string file) => File.ReadAllText(Path.Combine(HouseRoot.Path, "deploy", file));

    [Theory]
    [InlineData("counterpart.service", "Unit Service Install")]
    [InlineData("counterpart-backup.service", "Unit Service")]
    [InlineData("counterpart-backup.timer", "Unit Timer Install")]
    public void Unit_OfSystemd_HasItsSectionsAndLinesOfKeys(string file, string sections)
    {
        var lines = Deploy(file).Split('\n').Where(line => line.Length > 0 && line[0] != '#').ToList();

        Assert.Equal(sections.Split(' '), lines.Where(line => line[0] == '[').Select(line => line.Trim('[', ']')));
        Assert.All(lines.Where(line => line[0] != '['), line => Assert.Matches("^[A-Za-z]+=.+$", line));
    }

    [Fact]
    public void Service_StartsTheProductWithArgumentsThatItKnows()
    {
        var start = Arguments(Deploy("counterpart.service"));

        Assert.False(Counterpart.Api.Commands.OperatorCommands.Has(start));
        Accepted(start);
    }

    [Fact]
    public void BackupService_IsACommandThatThereIs()
    {
        var parsed = Counterpart.Api.Commands.OperatorCommands.Create().Parse(Arguments(Deploy("counterpart-backup.service")));

        Assert.Empty(parsed.Errors);
        Assert.Equal("backup", parsed.CommandResult.Command.Name);
    }

    [Fact]
    public void Manifest_OfKubernetes_NamesWhatThereIs()
    {
        var text = Deploy("kubernetes.yaml");
        Assert.DoesNotContain('\t', text);
        foreach (var document in text.Split("\n---\n"))
        {
            Assert.Matches(@"(?m)^apiVersion: \S+$", document);
            Assert.Matches(@"(?m)^kind: \S+$", document);
            Assert.Matches(@"(?m)^  name: counterpart$", document);
            Assert.All(
                document.Split('\n').Where(line => line.Trim().Length > 0 && !line.TrimStart().StartsWith('#')),
                line => Assert.Matches(@"^( {2})*(- )?([A-Za-z_0-9.-]+:( .+)?|[A-Za-z_0-9./-]+)$", line));
        }

        var arguments = System.Text.Json.JsonSerializer.Deserialize<string[]>(ArgumentList().Match(text).Groups["list"].Value)!;
        Accepted(arguments);
        Accepted(["--no-demo", .. Variable().Matches(text).Select(variable => $"--{variable.Groups["name"].Value.Replace("__", ":", StringComparison.Ordinal)}={variable.Groups["value"].Value}")]);
        var port = new Uri(arguments[^1]).Port;
        Assert.Contains($"containerPort: {port}", text, StringComparison.Ordinal);
        Assert.Equal(["/health/live", "/health/ready"], ProbePath().Matches(text).Select(path => path.Groups["path"].Value).Distinct().Order(StringComparer.Ordinal));

        // The numbers of files that a setting or an argument names lie on volumes that are mounted.
        Assert.Contains("mountPath: /data\n", text, StringComparison.Ordinal);
        Assert.Contains("mountPath: /backups\n", text, StringComparison.Ordinal);
        Assert.Contains("mountPath: /secrets\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Image_RunsWhatIsPublished()
    {
        var text = Deploy("Dockerfile");

        Assert.True(File.Exists(Path.Combine(HouseRoot.Path, "Api", "Api.csproj")));
        Assert.Contains("Counterpart.Api.dll", text, StringComparison.Ordinal);
        Accepted(System.Text.Json.JsonSerializer.Deserialize<string[]>(text.Split('\n').Single(line => line.StartsWith("CMD ", StringComparison.Ordinal))[4..])!);
    }

    [Fact]
    public void Proxy_SendsOnToThePortOfTheService()
    {
        var url = Arguments(Deploy("counterpart.service"))[^1];
        var text = Deploy("nginx.conf");

        Assert.Equal(text.Count(c => c == '{'), text.Count(c => c == '}'));
        Assert.All(ProxyPass().Matches(text), pass => Assert.Equal(url, pass.Groups["url"].Value));
        Assert.Contains("location = /v1/events", text, StringComparison.Ordinal);
        Assert.Contains(ApiEndpoints.All, endpoint => endpoint.Pattern == "/v1/events");
    }

    private static void Accepted(string[] arguments) =>
        ProductOptions.Read(arguments, new ConfigurationBuilder().AddCommandLine(ProductOptions.Rest(arguments)).Build());

    private static string[] Arguments(string unit) => unit.Split('\n').Single(line => line.StartsWith("ExecStart=", StringComparison.Ordinal))
        .Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(word => !word.EndsWith(".dll", StringComparison.Ordinal)).Skip(1).ToArray();

    [GeneratedRegex(@"args: (?<list>\[.*\])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ArgumentList();

    [GeneratedRegex(@"^  (?<name>[A-Za-z]+(__\w+)+): ""(?<value>[^""]*)""$", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Variable();

    [GeneratedRegex(@"path: (?<path>\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProbePath();

    [GeneratedRegex(@"proxy_pass (?<url>\S+);", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ProxyPass();
}
