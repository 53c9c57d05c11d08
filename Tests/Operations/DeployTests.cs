using System.Text.RegularExpressions;
using Counterpart.Api;
using Counterpart.Tests.House;
using Microsoft.Extensions.Configuration;

namespace Counterpart.Tests.Operations;

/// <summary>The units, manifests and the proxy's configuration name settings, commands, paths and files that there are, and are what their readers take.</summary>
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

    [Theory]
    [InlineData("counterpart.service")]
    [InlineData("counterpart-backup.service")]
    [InlineData("counterpart-backup.timer")]
    public async Task Unit_IsWhatSystemdTakes(string file)
    {
        if (InstalledProgram.Find("systemd-analyze") is not { } analyze)
        {
            Assert.Skip("systemd-analyze is not installed.");
            return;
        }

        var (exit, text) = await InstalledProgram.RunAsync(analyze, ["verify", "--man=no", Path.Combine(HouseRoot.Path, "deploy", file)], TestContext.Current.CancellationToken);

        // The programs and the user are there on the machine that it is installed on, and need not be on this one.
        var said = text.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.Contains("counterpart", StringComparison.Ordinal) && !line.Contains("is not executable", StringComparison.Ordinal));
        Assert.True(!said.Any() && (exit == 0 || text.Contains("is not executable", StringComparison.Ordinal)), text);
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
    public async Task Manifest_OfKubernetes_IsYamlWhosePartsFitTogether()
    {
        var documents = await ReadYamlAsync(Path.Combine(HouseRoot.Path, "deploy", "kubernetes.yaml"));
        Assert.Equal(["ConfigMap", "StatefulSet", "Service"], documents.Select(document => (string?)document!["kind"]));
        var set = documents[1]!["spec"]!;
        var pod = set["template"]!["spec"]!;
        var container = Assert.Single(pod["containers"]!.AsArray())!;
        Assert.Equal(set["selector"]!["matchLabels"]!.ToJsonString(), set["template"]!["metadata"]!["labels"]!.ToJsonString());
        Assert.Equal(set["selector"]!["matchLabels"]!.ToJsonString(), documents[2]!["spec"]!["selector"]!.ToJsonString());
        Assert.Equal((string?)documents[0]!["metadata"]!["name"], (string?)container["envFrom"]![0]!["configMapRef"]!["name"]);

        var volumes = pod["volumes"]!.AsArray().Select(volume => (string?)volume!["name"])
            .Concat(set["volumeClaimTemplates"]!.AsArray().Select(claim => (string?)claim!["metadata"]!["name"])).Order(StringComparer.Ordinal);
        Assert.Equal(volumes, container["volumeMounts"]!.AsArray().Select(mount => (string?)mount!["name"]).Order(StringComparer.Ordinal));
        var port = (string?)container["ports"]![0]!["name"];
        Assert.Equal(port, (string?)documents[2]!["spec"]!["ports"]![0]!["targetPort"]);
        foreach (var probe in new[] { "startupProbe", "readinessProbe", "livenessProbe" })
        {
            Assert.Equal(port, (string?)container[probe]!["httpGet"]!["port"]);
        }
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

    private static async Task<System.Text.Json.Nodes.JsonArray> ReadYamlAsync(string file)
    {
        const string script = "import json,sys,yaml; print(json.dumps(list(yaml.safe_load_all(open(sys.argv[1])))))";
        if (InstalledProgram.Find("python3") is { } python
            && await InstalledProgram.RunAsync(python, ["-c", script, file], TestContext.Current.CancellationToken) is var (exit, text)
            && !text.Contains("ModuleNotFoundError", StringComparison.Ordinal))
        {
            Assert.True(exit == 0, text);
            return System.Text.Json.Nodes.JsonNode.Parse(text)!.AsArray();
        }

        Assert.Skip("python3 with yaml is not installed.");
        return [];
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
