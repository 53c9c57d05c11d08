using System.Diagnostics;
using Counterpart.Load.Lab;
using Counterpart.Storage;
using Xunit;

namespace Counterpart.Tests.Storage;

/// <summary>A database whose disk is full: a small memory disk, where the machine lets us mount one.</summary>
public sealed class PostgresDiskTests(PostgresServer server) : PostgresFixture(server)
{
    [Fact]
    public async Task Commit_DiskIsFull_IsUnavailableUntilThereIsRoom()
    {
        var disk = Directory.CreateTempSubdirectory("counterpart-disk-").FullName;
        var owner = await PostgresServer.ScalarAsync<string>(Connection, "select current_setting('data_directory')");
        if (!Run("mount", "-t", "tmpfs", "-o", "size=6m,mode=0777", "counterpart-test", disk))
        {
            Directory.Delete(disk);
            Assert.Skip("This machine lets nobody mount a small disk for the test.");
        }

        var space = $"small_{Environment.ProcessId}";
        try
        {
            Assert.True(Run("chown", $"--reference={owner}", disk));
            await SqlAsync($"create tablespace {space} location '{disk}'");
            await FillAsync(disk, space);
        }
        finally
        {
            var schema = new Npgsql.NpgsqlConnectionStringBuilder(Connection).SearchPath;
            await SqlAsync($"drop schema {schema} cascade; create schema {schema}");
            await SqlAsync($"drop tablespace if exists {space}");
            Run("umount", disk);
            Directory.Delete(disk);
        }
    }

    private async Task FillAsync(string disk, string space)
    {
        await using var store = await OpenAsync($"{Connection};Options=-c default_tablespace={space}");
        await store.CommitAsync(Batch(Change.Of(Change.Key("c1"), 0, Clock.Now)), Cancel);
        var filler = Path.Combine(disk, "filler");
        var bytes = new byte[64 * 1024];
        try
        {
            await using var file = File.Create(filler);
            while (true)
            {
                await file.WriteAsync(bytes, Cancel);
                await file.FlushAsync(Cancel);
            }
        }
        catch (IOException)
        {
            // Full.
        }

        var random = new Random(1);
        var state = new byte[400_000];
        random.NextBytes(state);
        var big = Change.Of(Change.Key("c2"), 0, Clock.Now);
        var batch = Batch(big with { Row = big.Row! with { State = state } }, Change.Of(Change.Key("c1"), 1, Clock.Now));
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.CommitAsync(batch, Cancel));
        Assert.Contains("53100", fault.Message, StringComparison.Ordinal);
        Assert.False(await store.WasCommittedAsync(batch.Id, Cancel));
        Assert.Equal(1, Assert.Single(await store.LoadLinksAsync([Change.Key("c1"), Change.Key("c2")], Cancel)).Revision);

        File.Delete(filler);
        Assert.Equal([3L, 2L], Assert.IsType<CommitResult.Committed>(await store.CommitAsync(
            batch with { Id = Guid.CreateVersion7(Clock.Now), Links = [batch.Links[1], batch.Links[0]] }, Cancel)).LastSeqs.Order().Reverse());
    }

    private static bool Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
