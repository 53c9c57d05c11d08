using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Counterpart.Tests.EndToEnd;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Orleans.Script;

/// <summary>The cluster of the README, with real processes and a PostgreSQL of its own.</summary>
public sealed partial class ClusterScriptTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cluster_SilosComeAndGo_LinksAnswerAndNothingIsLeft()
    {
        await using var script = NewScript();
        if (script.Postgres is null)
        {
            Assert.Skip(PostgresServer.NotInstalled);
        }

        var up = (await script.UpAsync(2, Cancel)).Good;
        Assert.Equal(6, ReadyLine().Count(up));
        Assert.Contains("cpk_demo_admin", up, StringComparison.Ordinal);
        var postgres = Postgres().Match(await File.ReadAllTextAsync(Path.Combine(script.Folder, "settings"), Cancel)).Groups["folder"].Value;
        Assert.True(Directory.Exists(postgres));
        var second = await script.UpAsync(2, Cancel);
        Assert.Equal((1, "A cluster is up already: scripts/cluster status, or scripts/cluster down\n"), (second.ExitCode, second.Errors));

        using var api = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{script.Port}") };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "cpk_demo_admin");
        await LinkedAsync(api, "CW-100001");

        Assert.Equal("silo 1 killed\n", (await script.RunAsync(Cancel, "kill", "1")).Good);
        Assert.Matches(@"silo-1 +ended +-", (await script.RunAsync(Cancel, "status")).Good);
        Assert.Matches(@"^silo 3 is ready", (await script.RunAsync(Cancel, "add")).Good);
        Assert.Equal("silo 2 stopped\n", (await script.RunAsync(Cancel, "stop", "2")).Good);
        await LinkedAsync(api, "CW-100002");
        Assert.Matches(@"^silo 1 is ready", (await script.RunAsync(Cancel, "start", "1")).Good);

        Assert.Equal("down\n", (await script.RunAsync(Cancel, "down")).Good);
        Assert.False(Directory.Exists(script.Folder));
        Assert.False(Directory.Exists(postgres));
        for (var port = script.Port; port < script.Port + 20; port++)
        {
            using var probe = new TcpClient();
            await Assert.ThrowsAsync<SocketException>(() => probe.ConnectAsync(IPAddress.Loopback, port, Cancel).AsTask());
        }
    }

    [Fact]
    public async Task Up_WithoutPostgres_SaysSoInOneLine()
    {
        await using var script = NewScript("/none");
        var run = await script.UpAsync(2, Cancel);
        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith("PostgreSQL is not installed", Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(script.Folder));
    }

    [Fact]
    public async Task Up_OnATakenPort_NamesIt()
    {
        await using var script = NewScript();
        if (script.Postgres is null)
        {
            Assert.Skip(PostgresServer.NotInstalled);
        }

        using var other = new TcpListener(IPAddress.Loopback, script.Port + 13);
        other.Start();
        var run = await script.UpAsync(2, Cancel);
        Assert.Equal((1, $"Port {script.Port + 13} is taken: choose others with --port.\n"), (run.ExitCode, run.Errors));
        Assert.False(Directory.Exists(script.Folder));
    }

    [Theory]
    [InlineData("status")]
    [InlineData("down")]
    [InlineData("kill", "1")]
    public async Task Verb_WhileNothingIsUp_SaysSo(params string[] verb)
    {
        await using var script = NewScript();
        var run = await script.RunAsync(Cancel, verb);
        Assert.Equal((1, "No cluster is up: scripts/cluster up 3\n"), (run.ExitCode, run.Errors));
    }

    private static ClusterScript NewScript(string? postgres = null)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is for bash.");
        return postgres is null ? new ClusterScript() : new ClusterScript { Postgres = postgres };
    }

    // The cluster may not know yet that a silo is gone, and says that the call is to be repeated.
    private static async Task LinkedAsync(HttpClient api, string client) => await Eventually.GetAsync(
        async () =>
        {
            using var answer = await api.PostAsJsonAsync("/v1/links", new { integration = "clientworks-wealthbox", clients = new[] { client } }, Cancel);
            return answer.IsSuccessStatusCode
                ? (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("outcomes")[0].GetProperty("result").GetString()
                : answer.StatusCode.ToString();
        },
        result => result is "linked",
        Cancel);

    [GeneratedRegex(@"(?m)^[a-z0-9-]+ +ready ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadyLine();

    [GeneratedRegex("(?m)^postgres=(?<folder>.+)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Postgres();
}
