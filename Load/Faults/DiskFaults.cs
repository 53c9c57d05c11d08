using Counterpart.Load.Lab;
using SQLitePCL;

namespace Counterpart.Load.Faults;

/// <summary>What happens to the file that one process keeps its data in.</summary>
internal static class DiskFaults
{
    public static IEnumerable<Fault> Of(FaultGround ground, TimeProvider clock)
    {
        var laboratory = ground.Laboratory;
        yield return Locked(laboratory, "file-locked", TimeSpan.FromSeconds(12));

        // Shorter than a statement waits: nobody should notice but by waiting.
        yield return Locked(laboratory, "file-locked-shortly", TimeSpan.FromSeconds(2));
        if (ground.Disk is not { } disk)
        {
            yield break;
        }

        yield return new Fault("disk-full", _ => disk.FillAsync(), _ => disk.FreeAsync());
        yield return new Fault(
            "disk-full-killed",
            async cancel =>
            {
                await disk.FillAsync();
                await Task.Delay(TimeSpan.FromSeconds(1), clock, cancel);
                await laboratory.KillProductAsync();
            },
            async cancel =>
            {
                await disk.FreeAsync();
                await laboratory.StartProductAsync(cancel);
            }) { CutsCallersOff = true, Lasts = TimeSpan.FromSeconds(1) };
        yield return new Fault(
            "disk-read-only",
            _ => disk.BreakAsync(),
            async cancel =>
            {
                await laboratory.KillProductAsync();
                await disk.MendAsync();
                await laboratory.StartProductAsync(cancel);
            }) { CutsCallersOff = true };
    }

    private static Fault Locked(Laboratory laboratory, string name, TimeSpan lasts)
    {
        sqlite3? held = null;
        return new Fault(
            name,
            _ =>
            {
                Batteries_V2.Init();
                var file = Path.Combine(laboratory.DataOf(0), "counterpart.db");
                Check(raw.sqlite3_open_v2(file, out held, raw.SQLITE_OPEN_READWRITE, vfs: null));
                Check(raw.sqlite3_busy_timeout(held, 10_000));
                Check(raw.sqlite3_exec(held, "begin exclusive"));
                return Task.CompletedTask;
            },
            _ =>
            {
                Check(raw.sqlite3_exec(held!, "rollback"));
                held!.Dispose();
                return Task.CompletedTask;
            }) { Lasts = lasts };
    }

    private static void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new IOException($"SQLite answers {code} ({raw.sqlite3_errstr(code).utf8_to_string()}).");
        }
    }
}
