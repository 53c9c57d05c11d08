using Counterpart.Tests.Storage;
using Counterpart.Tests.Tour;

namespace Counterpart.Tests.Operations;

/// <summary>The commands of those who run it, as processes: with nothing there, and beside a process that runs.</summary>
public sealed class CommandTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Firm_SetUpFromNothing_WorksFirstAloneThenBesideTheProcess()
    {
        using var folder = new TemporaryFolder();
        var operators = await KeyAsync(folder, null, "key", "create", "--role", "operator", "--label", "Ops");

        await using var product = await RunningProduct.StartEmptyAsync(folder.Path, Cancel);
        string[] server = ["--server", product.Url.ToString()];
        var admin = await KeyAsync(folder, operators, ["firm", "create", "bayside", "--name", "Bayside Wealth", "--label", "Jo", .. server]);
        Assert.Contains("Bayside Wealth", (await RunAsync(folder, operators, null, ["firm", "list", .. server])).Output, StringComparison.Ordinal);
        var adviser = await KeyAsync(folder, admin, ["key", "create", "--role", "adviser", "--subject", "amy", "--label", "Amy", .. server]);
        Assert.Equal("adviser", await RoleAsync(product, adviser));

        var keys = (await RunAsync(folder, admin, null, ["key", "list", .. server])).Output;
        var id = keys.Split('\n').Single(line => line.Contains("Amy", StringComparison.Ordinal)).Split(' ')[0];
        var rotated = await KeyAsync(folder, admin, ["key", "rotate", id, "--overlap-minutes", "0", .. server]);
        Assert.Null(await RoleAsync(product, adviser));
        Assert.Equal("adviser", await RoleAsync(product, rotated));
        Assert.Equal(0, (await RunAsync(folder, admin, null, ["key", "revoke", (await AdviserIdAsync()), .. server])).ExitCode);
        Assert.Null(await RoleAsync(product, rotated));

        var audit = (await RunAsync(folder, admin, null, ["audit", "export", .. server])).Output;
        Assert.Equal(["createFirm", "createKey", "rotateKey", "revokeKey"], Actions(audit));
        Assert.DoesNotContain(audit, new[] { adviser, rotated, admin, operators }, StringComparer.Ordinal);

        async Task<string> AdviserIdAsync() => (await RunAsync(folder, admin, null, ["key", "list", .. server])).Output.Split('\n')
            .Last(line => line.Contains("Amy", StringComparison.Ordinal)).Split(' ')[0];
    }

    [Fact]
    public async Task Command_OnAFolderInUse_SaysInOneLineWhatToDo()
    {
        using var folder = new TemporaryFolder();
        await using var product = await RunningProduct.StartEmptyAsync(folder.Path, Cancel);

        foreach (var command in new string[][] { ["firm", "list"], ["backup"], ["key", "create", "--role", "operator", "--label", "Ops"] })
        {
            var refused = await RunAsync(folder, null, null, command);
            Assert.Equal(1, refused.ExitCode);
            Assert.Contains("--server", Assert.Single(refused.Errors), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("holds no database", "firm", "list")]
    [InlineData("holds no database", "backup")]
    [InlineData("COUNTERPART_KEY", "firm", "list", "--server", "http://127.0.0.1:1")]
    [InlineData("at the machine", "key", "create", "--role", "operator", "--label", "Ops", "--server", "http://127.0.0.1:1")]
    [InlineData("Say which firm", "key", "list")]
    [InlineData("is not an address", "firm", "list", "--server", "localhost")]
    [InlineData("can't be restored", "restore", "nothing.tar", "--data", "new")]
    [InlineData("--yes", "data-epoch", "new")]
    [InlineData("holds no database", "data-epoch", "new", "--yes")]
    [InlineData("holds no database", "master-key", "reseal")]
    [InlineData("can't be read", "connection", "set", "wealthbox", "--firm", "a", "--token-file", "nothing")]
    public async Task Command_ThatCannotBe_SaysSoInOneLine(string named, params string[] command)
    {
        using var folder = new TemporaryFolder();

        var refused = await RunAsync(folder, null, null, command);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains(named, Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.File("data")));
    }

    [Fact]
    public async Task Server_ThatIsNotThere_SaysSoInOneLine()
    {
        using var folder = new TemporaryFolder();
        var refused = await RunAsync(folder, "cpk_x", null, "firm", "list", "--server", "http://127.0.0.1:1");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("can't be reached", Assert.Single(refused.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connection_TokenFromStandardInput_IsTestedAndNeverShown()
    {
        using var folder = new TemporaryFolder();
        await using var demo = await RunningProduct.StartDemoAsync(folder.Path, Cancel);
        string[] server = ["--server", demo.Url.ToString()];

        var wrong = await RunAsync(folder, "cpk_demo_admin", "wb-nobodys-token", ["connection", "set", "wealthbox", .. server]);
        Assert.Equal(1, wrong.ExitCode);
        Assert.Contains("did not accept", Assert.Single(wrong.Errors), StringComparison.Ordinal);
        var others = await RunAsync(folder, "cpk_demo_admin", "wb-other-sync", ["connection", "set", "wealthbox", .. server]);
        Assert.Contains("leads to", Assert.Single(others.Errors), StringComparison.Ordinal);
        var inside = await RunAsync(folder, "cpk_demo_admin", "wb-demo-sync", ["connection", "set", "wealthbox", "--url", "http://10.0.0.1/v1", .. server]);
        Assert.Contains("public host", Assert.Single(inside.Errors), StringComparison.Ordinal);

        var good = await RunAsync(folder, "cpk_demo_admin", "wb-demo-sync", ["connection", "set", "wealthbox", .. server]);
        Assert.True(good.ExitCode == 0, string.Join('\n', good.Errors));
        Assert.Contains("accepts it", (await RunAsync(folder, "cpk_demo_admin", null, ["connection", "test", "wealthbox", .. server])).Output, StringComparison.Ordinal);
        foreach (var run in new[] { wrong, others, inside, good })
        {
            Assert.DoesNotContain("-sync", run.Output + string.Join('\n', run.Errors), StringComparison.Ordinal);
            Assert.DoesNotContain("wb-nobodys-token", run.Output + string.Join('\n', run.Errors), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Backup_OfARunningProcess_RestoresIntoAnotherFolder()
    {
        using var folder = new TemporaryFolder();
        await using var demo = await RunningProduct.StartDemoAsync(folder.Path, Cancel);

        var made = await RunAsync(folder, "cpk_demo_operator", null, "backup", "--server", demo.Url.ToString());
        Assert.True(made.ExitCode == 0, string.Join('\n', made.Errors));
        var restored = await RunAsync(folder, null, null, "restore", made.Output.Trim(), "--data", "again");

        Assert.True(restored.ExitCode == 0, string.Join('\n', restored.Errors));
        Assert.Contains("2 firms, 4 credentials", restored.Output, StringComparison.Ordinal);
        Assert.Contains("Demo Office", (await RunAsync(folder, null, null, "firm", "list", "--data", "again")).Output, StringComparison.Ordinal);
        Assert.Contains("is not empty", Assert.Single((await RunAsync(folder, null, null, "restore", made.Output.Trim(), "--data", "again")).Errors), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Actions(string audit) => audit.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!)
        .Where(entry => (string?)entry["outcome"] == "ok" && (string?)entry["action"] != "exportAudit").Select(entry => (string)entry["action"]!);

    private static async Task<string?> RoleAsync(RunningProduct product, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(product.Url, "/v1/me")) { Headers = { { "Authorization", $"Bearer {key}" } } };
        using var response = await product.Http.SendAsync(request, Cancel);
        return response.IsSuccessStatusCode
            ? (string?)System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancel))!["role"]
            : null;
    }

    private static async Task<string> KeyAsync(TemporaryFolder folder, string? key, params string[] command)
    {
        var (exit, output, errors) = await RunAsync(folder, key, null, command);
        Assert.True(exit == 0, string.Join('\n', errors));
        Assert.StartsWith("cpk_", output, StringComparison.Ordinal);
        return output.Trim();
    }

    private static Task<ProductCommand> RunAsync(TemporaryFolder folder, string? key, string? input, params string[] command) =>
        ProductCommand.RunAsync(folder.Path, key, input, Cancel, command);
}
