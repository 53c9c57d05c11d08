using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Counterpart.Load.Lab;
using Counterpart.Storage;
using Counterpart.Tests.Api;
using Counterpart.Tests.EndToEnd;
using Counterpart.Tests.House;
using Counterpart.Tests.Storage;
using Counterpart.Tests.Tour;
using Npgsql;

namespace Counterpart.Tests.Operations;

/// <summary>F4 on PostgreSQL, by the very commands of docs/operations: a dump, its restore, a new data epoch, another master key.</summary>
public sealed partial class PostgresBackupTests(PostgresServer server)
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Dump_RestoredAsThePageSays_OpensAndListenersBeginAnew()
    {
        var connection = await server.NewDatabaseAsync("counterpart");
        using var folder = new TemporaryFolder();
        var operators = await ProductProcess.InstallAsync(folder.Path, connection, null, Cancel);
        string admin;
        string position;
        await using (var product = await RunningProduct.StartEmptyAsync(folder.Path, Cancel))
        {
            admin = (string)(await FirmAsync(product, operators, "bayside")).Ok()["adminKey"]!["secret"]!;
            position = (await ListenAsync(product, admin, null)).Id;
            await PageAsync(folder.Path, connection, "Dump");
            (await FirmAsync(product, operators, "later")).Ok();
            await product.TerminateAsync(Cancel);
        }

        NpgsqlConnection.ClearAllPools();
        await PostgresServer.ExecuteAsync(Server(connection), "drop database counterpart with (force)");
        await PageAsync(folder.Path, connection, "Restore");

        await using (var restored = await RunningProduct.StartEmptyAsync(folder.Path, Cancel))
        {
            var (name, id, reason) = await ListenAsync(restored, admin, position);
            Assert.Equal(("reset", "dataEpoch"), (name, reason));
            Assert.NotEqual(position, id);
            var firms = (await Caller(restored, operators).GetAsync("/v1/firms")).Ok()["firms"]!.AsArray();
            Assert.Equal(["bayside"], firms.Select(firm => (string?)firm!["id"]));
            await restored.TerminateAsync(Cancel);
        }

        await RotateAsync(folder.Path);
        await using var rotated = await RunningProduct.StartEmptyAsync(folder.Path, Cancel);
        (await Caller(rotated, admin).GetAsync("/v1/me")).Ok();
    }

    [Fact]
    public async Task NewDataEpoch_WhileANodeRuns_OrWithoutAFirm_IsRefused()
    {
        var connection = await server.NewDatabaseAsync();
        using var folder = new TemporaryFolder();
        await ProductProcess.InstallAsync(folder.Path, connection, null, Cancel);
        Assert.Contains("holds no firm", Assert.Single((await CommandAsync(folder.Path, "data-epoch", "new", "--yes")).Errors), StringComparison.Ordinal);

        await using var store = new PostgresStore(new PostgresStoreOptions { ConnectionString = connection });
        await store.OpenAsync(Cancel);
        await store.CreateFirmAsync(new FirmRow("north", "North", RealClock.Instance.GetUtcNow()), Cancel);
        var lease = (await store.AcquireLeaseAsync("north", "wealthbox", "node-7", TimeSpan.FromMinutes(5), Cancel))!;
        var before = await store.DataEpochAsync(Cancel);
        Assert.Contains("node-7", Assert.Single((await CommandAsync(folder.Path, "data-epoch", "new", "--yes")).Errors), StringComparison.Ordinal);
        Assert.Contains("--yes", Assert.Single((await CommandAsync(folder.Path, "data-epoch", "new")).Errors), StringComparison.Ordinal);
        Assert.Equal(before, await store.DataEpochAsync(Cancel));

        await store.ReleaseLeaseAsync(lease, Cancel);
        var made = await CommandAsync(folder.Path, "data-epoch", "new", "--yes");
        Assert.True(made.ExitCode == 0, string.Join('\n', made.Errors));
        var epoch = await store.DataEpochAsync(Cancel);
        Assert.NotEqual(before, epoch);
        Assert.Contains(epoch, made.Output, StringComparison.Ordinal);
        Assert.Equal(("newDataEpoch", epoch), (await store.ReadAuditAsync(null, 0, 100, Cancel)).Select(row => (row.Action, row.Target)).Last());
    }

    /// <summary>The key that the settings name becomes the former one; when all is resealed it is taken out.</summary>
    private static async Task RotateAsync(string folder)
    {
        var path = Path.Combine(folder, "appsettings.json");
        var settings = JsonNode.Parse(await File.ReadAllTextAsync(path, Cancel))!;
        var store = settings["Counterpart"]!["Store"]!.AsObject();
        store["FormerMasterKey"] = (string)store["MasterKey"]!;
        store["MasterKey"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        await File.WriteAllTextAsync(path, settings.ToJsonString(), Cancel);

        var resealed = await CommandAsync(folder, "master-key", "reseal");
        Assert.True(resealed.ExitCode == 0, string.Join('\n', resealed.Errors));
        Assert.Contains("2 of 2", resealed.Output, StringComparison.Ordinal);

        store.Remove("FormerMasterKey");
        await File.WriteAllTextAsync(path, settings.ToJsonString(), Cancel);
        Assert.Contains("0 of 2", (await CommandAsync(folder, "master-key", "reseal")).Output, StringComparison.Ordinal);
    }

    /// <summary>Runs the commands that stand under a heading of the page's part about PostgreSQL.</summary>
    private static async Task PageAsync(string folder, string connection, string heading)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(HouseRoot.Path, "docs", "operations", "backup.md"), Cancel);
        var script = Commands().Matches(page).Single(block => block.Groups["heading"].Value == heading).Groups["script"].Value
            .Replace("dotnet /opt/counterpart/Counterpart.Api.dll", $"dotnet {ProductProgram.Path}", StringComparison.Ordinal);
        var at = new NpgsqlConnectionStringBuilder(connection);
        var start = new ProcessStartInfo("sh", ["-ec", script]) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["PATH"] = $"{PrivatePostgres.FindBinaries()}:{Environment.GetEnvironmentVariable("PATH")}";
        (start.Environment["PGHOST"], start.Environment["PGUSER"]) = (at.Host, at.Username);
        start.Environment["PGPORT"] = at.Port.ToString(CultureInfo.InvariantCulture);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var errors = await process.StandardError.ReadToEndAsync(Cancel);
        await process.WaitForExitAsync(Cancel);
        Assert.True(process.ExitCode == 0, $"{script}\n{errors}");
    }

    private static Task<ProductCommand> CommandAsync(string folder, params string[] command) => ProductCommand.RunAsync(folder, null, null, Cancel, command);

    private static Task<ApiAnswer> FirmAsync(RunningProduct product, string operators, string id) =>
        Caller(product, operators).PostAsync("/v1/firms", new { id, name = id, label = "test" });

    private static ApiCaller Caller(RunningProduct product, string key) => new(product.Http, () => product.Url, key, []);

    private static async Task<(string Name, string Id, string? Reason)> ListenAsync(RunningProduct product, string key, string? last)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(product.Url, "/v1/events"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (last is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", last);
        }

        using var response = await product.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancel);
        using var events = await EventReader.OfAsync(response);
        var first = (await events.NextAsync())!.Value;
        return (first.Name, first.Id, (string?)first.Data["reason"]);
    }

    private static string Server(string connection) => new NpgsqlConnectionStringBuilder(connection) { Database = "postgres" }.ConnectionString;

    [GeneratedRegex(@"^### (?<heading>\w+)[^\n]*\n(?:(?!^#).*\n)*?```sh\n(?<script>[^`]*)```", RegexOptions.ExplicitCapture | RegexOptions.Multiline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Commands();
}
