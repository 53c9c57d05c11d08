using System.Net;
using Counterpart.Hosting;
using Counterpart.Storage;
using Counterpart.Tests.EndToEnd;
using Counterpart.Tests.Storage;

namespace Counterpart.Tests.Operations;

/// <summary>Backed up while people edit, restored, and started again.</summary>
public sealed class BackupTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backup_UnderLoad_RestoredAndStarted_GoesOnWithoutWritingTwice()
    {
        using var elsewhere = new TemporaryFolder();
        await using var product = await Product.StartAsync(new ProductSettings { World = "pairs:20" }, Cancel);
        var pairs = Pair.Range(1, 10);
        await product.LinkedAsync([.. pairs.Select(pair => pair.Client)]);
        var epoch = await product.Node.Store.DataEpochAsync(Cancel);
        using var editing = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        var begun = new TaskCompletionSource();
        var edits = EditAsync(product, pairs, begun, editing.Token);
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);

        var answer = (await product.Operator.PostAsync("/v1/backups", new { })).Ok();
        var file = elsewhere.File("backup.tar");
        File.Move((string)answer["file"]!, file);
        await editing.CancelAsync();
        await edits;
        await product.Hub.EditAsync(pairs[0].Client, new { jobTitle = "After the backup" });
        await product.Partner.UntilAsync(pairs[0].Contact, contact => (string?)contact["job_title"] == "After the backup");
        // An edit that the link has not seen yet would be written after the restore, and be counted as written twice.
        foreach (var pair in pairs)
        {
            await AlikeAsync(product, pair);
            await product.Admin.UntilAsync(pair.Client, link => link.IsAgreed && !link.WriteInFlight);
        }

        await product.StopAsync();
        Directory.Delete(product.Folder, recursive: true);
        var restored = await Restoring.RunAsync(file, product.Folder, null, RealClock.Instance, Cancel);
        var before = await WritesAsync(product, pairs);
        await product.StartAgainAsync(Cancel);

        foreach (var pair in pairs)
        {
            await product.Admin.UntilAsync(pair.Client, link => link.IsAgreed && !link.WriteInFlight);
            await AlikeAsync(product, pair);
        }

        await product.Hub.PollsAsync(3);
        await product.Partner.PollsAsync(3);
        Assert.Equal(before, await WritesAsync(product, pairs));
        Assert.Equal(4, restored.Credentials);
        Assert.NotEqual(epoch, await product.Node.Store.DataEpochAsync(Cancel));
        Assert.Equal(restored.DataEpoch, await product.Node.Store.DataEpochAsync(Cancel));
        await product.Hub.EditAsync(pairs[1].Client, new { jobTitle = "Going on" });
        await product.Partner.UntilAsync(pairs[1].Contact, contact => (string?)contact["job_title"] == "Going on");
    }

    [Fact]
    public async Task Restored_WhatWasOwedAndWrittenSince_IsNotWrittenBeforeItsSourceWasRead()
    {
        using var elsewhere = new TemporaryFolder();
        await using var product = await Product.StartAsync(new ProductSettings { World = "pairs:20" }, Cancel);
        var pair = Pair.Range(1, 1)[0];
        await product.LinkedAsync(pair.Client);
        (await product.Admin.ActOnChannelAsync("wealthbox", "pause")).Ok();
        await product.Hub.EditAsync(pair.Client, new { jobTitle = "Owed in the backup" });
        await product.Admin.UntilAsync(pair.Client, link => !link.IsAgreed);
        var file = elsewhere.File("backup.tar");
        File.Move((string)(await product.Operator.PostAsync("/v1/backups", new { })).Ok()["file"]!, file);
        (await product.Admin.ActOnChannelAsync("wealthbox", "resume")).Ok();
        await product.Hub.EditAsync(pair.Client, new { jobTitle = "Of later" });
        await product.Partner.UntilAsync(pair.Contact, contact => (string?)contact["job_title"] == "Of later");
        await product.Admin.UntilAsync(pair.Client, link => link.IsQuiet);

        await product.StopAsync();
        Directory.Delete(product.Folder, recursive: true);
        await Restoring.RunAsync(file, product.Folder, null, RealClock.Instance, Cancel);
        var before = await WritesAsync(product, [pair]);
        await product.Hub.HoldAsync("^/hub/v1/");
        await product.StartAgainAsync(Cancel);
        (await product.Admin.ActOnChannelAsync("wealthbox", "resume")).Ok();
        await product.Partner.PollsAsync(3);
        Assert.False((await product.Admin.LinkAsItIsAsync(pair.Client)).IsAgreed);
        Assert.Equal(before, await WritesAsync(product, [pair]));

        await product.Hub.ReleaseAsync();
        await product.Admin.UntilAsync(pair.Client, link => link.IsQuiet);
        Assert.Equal(before, await WritesAsync(product, [pair]));
        await product.Hub.EditAsync(pair.Client, new { jobTitle = "Going on" });
        await product.Partner.UntilAsync(pair.Contact, contact => (string?)contact["job_title"] == "Going on");
    }

    [Fact]
    public async Task Backup_Sealed_HoldsNothingReadableAndNeedsItsPassphrase()
    {
        using var elsewhere = new TemporaryFolder();
        await File.WriteAllTextAsync(elsewhere.File("passphrase"), "correct horse battery\n", Cancel);
        var made = await MakeAsync(elsewhere, new BackupOptions { Folder = elsewhere.Path, PassphraseFile = elsewhere.File("passphrase") });

        Assert.True(made.IsEncrypted);
        Assert.DoesNotContain("SQLite format", System.Text.Encoding.Latin1.GetString(await File.ReadAllBytesAsync(made.File, Cancel)), StringComparison.Ordinal);
        await RefusedAsync(made.File, elsewhere.File("a"), null, "passphrase");
        await RefusedAsync(made.File, elsewhere.File("a"), "another passphrase", "passphrase");
        Assert.Equal(1, (await Restoring.RunAsync(made.File, elsewhere.File("a"), "correct horse battery", RealClock.Instance, Cancel)).Firms);
    }

    [Fact]
    public async Task Restore_IntoAFolderWithAnything_IsRefused()
    {
        using var elsewhere = new TemporaryFolder();
        var made = await MakeAsync(elsewhere, new BackupOptions { Folder = elsewhere.Path });
        Directory.CreateDirectory(elsewhere.File("full"));
        await File.WriteAllTextAsync(Path.Combine(elsewhere.File("full"), "note"), "mine", Cancel);

        await RefusedAsync(made.File, elsewhere.File("full"), null, "not empty");
        Assert.Equal("note", Path.GetFileName(Assert.Single(Directory.GetFileSystemEntries(elsewhere.File("full")))));
        Directory.CreateDirectory(elsewhere.File("empty"));
        await Restoring.RunAsync(made.File, elsewhere.File("empty"), null, RealClock.Instance, Cancel);
        Assert.True(File.Exists(Path.Combine(elsewhere.File("empty"), "counterpart.db")));
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.6)]
    [InlineData(0.95)]
    public async Task Restore_ADamagedFile_IsRefusedAndLeavesNothing(double where)
    {
        using var elsewhere = new TemporaryFolder();
        var made = await MakeAsync(elsewhere, new BackupOptions { Folder = elsewhere.Path });
        var bytes = await File.ReadAllBytesAsync(made.File, Cancel);
        await File.WriteAllBytesAsync(elsewhere.File("cut"), bytes[..(int)(bytes.Length * where)], Cancel);
        var held = System.Text.Encoding.Latin1.GetString(bytes).IndexOf("SQLite format", StringComparison.Ordinal);
        bytes[held + (int)((bytes.Length - held - 8192) * where)] ^= 0x55;
        await File.WriteAllBytesAsync(elsewhere.File("changed"), bytes, Cancel);

        await RefusedAsync(elsewhere.File("cut"), elsewhere.File("a"), null, "backup");
        await RefusedAsync(elsewhere.File("changed"), elsewhere.File("a"), null, "backup");
        Assert.False(Directory.Exists(elsewhere.File("a")));
        Assert.False(Directory.Exists(elsewhere.File("a.restoring")));
    }

    [Fact]
    public async Task Backup_FilesOfIt_AreTheirOwnersAlone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has other rights.");
        using var elsewhere = new TemporaryFolder();
        var made = await MakeAsync(elsewhere, new BackupOptions { Folder = elsewhere.File("backups") });
        await Restoring.RunAsync(made.File, elsewhere.File("restored"), null, RealClock.Instance, Cancel);
        const UnixFileMode others = ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);

        foreach (var path in new[] { made.File, elsewhere.File("backups"), elsewhere.File("restored"), Path.Combine(elsewhere.File("restored"), "counterpart.db"), Path.Combine(elsewhere.File("data"), "counterpart.db"), elsewhere.File("data") })
        {
#pragma warning disable CA1416 // Skipped on Windows.
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & others);
#pragma warning restore CA1416
        }
    }

    private static async Task<BackupMade> MakeAsync(TemporaryFolder folder, BackupOptions options)
    {
        await using var node = await Node.StartAsync(
            new NodeOptions { DataFolder = folder.File("data"), Backup = options, RunChannels = false },
            RealClock.Instance,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
            Cancel);
        await node.Office.CreateFirmAsync("north", "North", "Jo", Cancel);
        return (await node.Backups.MakeAsync(Cancel))!;
    }

    private static async Task RefusedAsync(string file, string folder, string? passphrase, string named)
    {
        var refusal = await Assert.ThrowsAsync<BackupException>(() => Restoring.RunAsync(file, folder, passphrase, RealClock.Instance, Cancel));
        Assert.Contains(named, refusal.Message, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private static async Task EditAsync(Product product, IReadOnlyList<Pair> pairs, TaskCompletionSource begun, CancellationToken stop)
    {
        for (var edit = 0; !stop.IsCancellationRequested; edit++)
        {
            if (edit == 2 * pairs.Count)
            {
                begun.SetResult();
            }

            await product.Hub.EditAsync(pairs[edit % pairs.Count].Client, new { jobTitle = $"Title {edit}" });
            await product.Partner.EditAsync(pairs[(edit + 3) % pairs.Count].Contact, new { company_name = $"Company {edit}" });
        }
    }

    private static Task<(string?, string?, string?, string?)> AlikeAsync(Product product, Pair pair) =>
        Eventually.GetAsync(
            async () =>
            {
                var client = await product.Hub.ReadAsync(pair.Client);
                var contact = await product.Partner.ReadAsync(pair.Contact);
                return ((string?)client["jobTitle"], (string?)contact["job_title"], (string?)client["employer"], (string?)contact["company_name"]);
            },
            held => held.Item1 == held.Item2 && held.Item3 == held.Item4,
            Cancel);

    /// <summary>How many calls of ours wrote to each record.</summary>
    private static async Task<List<(string Client, int Hub, int Partner)>> WritesAsync(Product product, IReadOnlyList<Pair> pairs)
    {
        var writes = new List<(string, int, int)>();
        foreach (var (client, contact) in pairs)
        {
            writes.Add((client, (await product.Hub.SyncCallsAsync(client, "PATCH")).Count, (await product.Partner.SyncCallsAsync(contact, "PUT")).Count));
        }

        return writes;
    }
}
