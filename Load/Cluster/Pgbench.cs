using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace Counterpart.Load.Cluster;

/// <summary>PostgreSQL's own benchmark: one row of about 1 kB updated in each transaction, prepared, 16 connections.</summary>
internal sealed partial class Pgbench(string binaries, int port, BenchFolder folder)
{
    private const int Connections = 16;
    private const int Rows = 1_000;
    private const int Bytes = 1_000;

    private readonly string program = Path.Combine(binaries, "pgbench");

    public bool IsInstalled => File.Exists(program);

    public async Task CreateRowsAsync(NpgsqlDataSource database, CancellationToken cancel)
    {
        // Room in each page for the next version of its rows, as the store's own tables have it.
        await using var create = database.CreateCommand(
            $"""
            create table bench_row (no integer primary key, revision bigint not null, state text not null) with (fillfactor = 70);
            insert into bench_row select no, 0, repeat('x', {Bytes}) from generate_series(1, {Rows}) as no
            """);
        await create.ExecuteNonQueryAsync(cancel);
        await File.WriteAllTextAsync(
            folder.File("update.sql"),
            $"""
            \set no random(1, {Rows})
            update bench_row set revision = revision + 1, state = :state where no = :no;

            """,
            cancel);
    }

    /// <summary>Updates a second.</summary>
    public async Task<double> RunAsync(TimeSpan duration, CancellationToken cancel)
    {
        var seconds = Math.Max(1, (int)Math.Round(duration.TotalSeconds));
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        string[] arguments =
        [
            "-h", "127.0.0.1", "-p", Text(port), "-U", "counterpart", "-n", "-M", "prepared", "-c", Text(Connections),
            "-j", Text(Math.Min(Connections, Environment.ProcessorCount)), "-T", Text(seconds),
            "-D", $"state={new string('y', Bytes)}", "-f", folder.File("update.sql"), "postgres",
        ];
        Array.ForEach(arguments, start.ArgumentList.Add);
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(cancel), process.StandardError.ReadToEndAsync(cancel));
        await process.WaitForExitAsync(cancel);
        return Rate().Match(await said) is { Success: true } rate
            ? double.Parse(rate.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"pgbench gave no rate: {await complained}");
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"tps = (?<rate>[0-9.]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Rate();
}
