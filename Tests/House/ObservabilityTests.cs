using System.Text.Json;
using System.Text.RegularExpressions;
using Counterpart.Hosting;

namespace Counterpart.Tests.House;

/// <summary>The dashboard, the alerts and their page speak of metrics that there are.</summary>
public sealed partial class ObservabilityTests
{
    private static readonly string Folder = Path.Combine(HouseRoot.Path, "deploy", "observability");
    private static readonly string Page = Path.Combine(HouseRoot.Path, "docs", "operations", "monitoring.md");

    [Theory]
    [InlineData("grafana-dashboard.json", 20)]
    [InlineData("prometheus-alerts.yml", 10)]
    [InlineData("../../docs/operations/monitoring.md", 20)]
    public void Names_InTheFile_AreThere(string file, int least)
    {
        var known = Known();
        var named = Metric().Matches(File.ReadAllText(Path.Combine(Folder, file))).Select(match => match.Value).Distinct().ToList();
        Assert.True(named.Count >= least, $"{named.Count} names");
        Assert.Empty(named.Except(known, StringComparer.Ordinal));
    }

    [Fact]
    public void Metrics_OfOurs_AreOnThePage()
    {
        var page = File.ReadAllText(Page);
        using var metrics = Metrics();
        using var text = new MetricsPage(metrics);
        Assert.All(
            text.Names.Where(name => name.StartsWith("counterpart_", StringComparison.Ordinal)),
            name => Assert.True(page.Contains(name, StringComparison.Ordinal) || page.Contains($"`...{name[name.IndexOf('_', "counterpart_".Length)..]}`", StringComparison.Ordinal), name));
    }

    [Fact]
    public void Dashboard_IsJsonWithPanels()
    {
        using var dashboard = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "grafana-dashboard.json")));
        Assert.All(dashboard.RootElement.GetProperty("panels").EnumerateArray(), panel => Assert.NotEmpty(panel.GetProperty("targets").EnumerateArray()));
    }

    [Fact]
    public void Alerts_AllOfThem_HaveSomethingToDo()
    {
        var page = File.ReadAllText(Page);
        var alerts = Alert().Matches(File.ReadAllText(Path.Combine(Folder, "prometheus-alerts.yml"))).Select(match => match.Groups[1].Value).ToList();
        Assert.True(alerts.Count > 5);
        Assert.All(alerts, alert => Assert.Contains($"`{alert}`", page, StringComparison.Ordinal));
    }

    private static NodeMetrics Metrics()
    {
        var metrics = new NodeMetrics();
        metrics.Commits.Observe(() => 0, () => 0);
        metrics.Links.Observe(() => 0);
        metrics.Events.Observe(() => 0);
        metrics.Channels.Observe(() => []);
        return metrics;
    }

    private static HashSet<string> Known()
    {
        using var metrics = Metrics();
        using var page = new MetricsPage(metrics);
        return [.. page.Names.SelectMany(name => new[] { name, name + "_bucket", name + "_count", name + "_sum" })];
    }

    [GeneratedRegex(@"\b(?:counterpart|dotnet)_[a-z_]+[a-z]\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Metric();

    [GeneratedRegex(@"- alert: (?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Alert();
}
