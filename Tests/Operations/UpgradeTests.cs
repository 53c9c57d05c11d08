using System.Formats.Tar;
using System.IO.Compression;
using Counterpart.Hosting;
using Counterpart.Tests.EndToEnd;
using Counterpart.Tests.House;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Operations;

/// <summary>
/// A data folder that version 0.1.0 (schema 1) left behind: the demo, with CW-100001 linked and edited, CW-100002 linked and unlinked, CW-100003
/// linked by choice, CW-100004 waiting for one. The file is never to be changed.
/// </summary>
public sealed class UpgradeTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public UpgradeTests()
    {
        using var file = File.OpenRead(Path.Combine(HouseRoot.Path, "Tests", "Operations", "Files", "version-1.tar.gz"));
        using var archive = new GZipStream(file, CompressionMode.Decompress);
        TarFile.ExtractToDirectory(archive, folder.Path, overwriteFiles: true);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Start_OnAFolderOfVersion1_KnowsEverythingAndGoesOn()
    {
        var log = new LogCapture();
        await using (var product = await ProductNode.StartAsync(folder.Path, null, log, Cancel))
        {
            using var http = new HttpClient();
            var admin = new ApiCaller(http, () => product.Address, "cpk_demo_admin", []);

            var first = await admin.LinkAsItIsAsync("CW-100001");
            Assert.Equal("linked", (string?)(await admin.GetAsync($"/v1/links/{ApiCaller.Integration}/CW-100001")).Ok()["status"]);
            Assert.True(first.IsAgreed, first.ToString());
            var history = await admin.HistoryAsync("CW-100001");
            Assert.True(history.Count >= 60, $"{history.Count} entries");
            Assert.Contains(history, entry => (string?)entry["what"] == "written" && (string?)entry["path"] == "jobTitle");
            Assert.Equal("unlinked", (string?)(await admin.GetAsync($"/v1/links/{ApiCaller.Integration}/CW-100002")).Ok()["status"]);
            Assert.Equal("linked", (string?)(await admin.GetAsync($"/v1/links/{ApiCaller.Integration}/CW-100003")).Ok()["status"]);
            Assert.Equal("needsChoice", (string?)(await admin.GetAsync($"/v1/links/{ApiCaller.Integration}/CW-100004")).Ok()["status"]);
            Assert.Equal(6, (await product.Node.Store.ListKeysAsync("demo", Cancel)).Count + (await product.Node.Store.ListKeysAsync(null, Cancel)).Count
                + (await product.Node.Store.ListKeysAsync("other", Cancel)).Count);
            foreach (var connection in await product.Node.Store.ListConnectionsAsync(Cancel))
            {
                Assert.EndsWith("-sync", product.Node.Credentials.Open(connection.Credential), StringComparison.Ordinal);
            }

            Assert.Equal("unlinked", (string?)(await admin.UnlinkAsync("CW-100003"))[0]!["result"]);
            Assert.NotEmpty(await product.Node.Store.DataEpochAsync(Cancel));
            Assert.Equal("unlinkClients", Assert.Single(await product.Node.Audit.ReadAsync("demo", 0, 10, Cancel)).Action);
        }

        await using var again = await ProductNode.StartAsync(folder.Path, null, log, Cancel);
        Assert.DoesNotContain(log.Lines, line => line.StartsWith("Critical ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Backup_OfAnUpgradedFolder_CanBeRestored()
    {
        BackupMade? made;
        await using (var node = await Node.StartAsync(
            new NodeOptions { DataFolder = folder.Path, RunChannels = false }, RealClock.Instance, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance, Cancel))
        {
            made = await node.Backups.MakeAsync(Cancel);
        }

        using var other = new TemporaryFolder();
        var restored = await Restoring.RunAsync(made!.File, other.File("data"), null, RealClock.Instance, Cancel);
        Assert.Equal((2, 4), (restored.Firms, restored.Credentials));
    }
}
