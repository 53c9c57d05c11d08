using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Storage;
using Npgsql;

namespace Counterpart.Load.Cluster;

/// <summary>Whether every edit that was answered is in the database, and nothing else.</summary>
internal sealed class Verification(IStore store, NpgsqlDataSource database, LinkKey[] links)
{
    private long recordsBefore;

    /// <summary>Before the first edit.</summary>
    public async Task BeginAsync(CancellationToken cancel) => recordsBefore = await NumberAsync("select count(*) from journal", cancel);

    /// <returns>What is wrong; empty when nothing is.</returns>
    /// <param name="stockEdits">How often a stock grain's write was answered.</param>
    public async Task<IReadOnlyList<string>> FaultsAsync(LastAnswers answers, long stockEdits, CancellationToken cancel)
    {
        var faults = new List<string>();
        var records = await NumberAsync("select count(*) from journal", cancel) - recordsBefore;
        if (records != answers.Edits)
        {
            faults.Add($"{answers.Edits} edits were answered, and the journal has {records}");
        }

        var versions = await NumberAsync("select coalesce(sum(version), 0)::bigint from orleans_state", cancel);
        if (versions != stockEdits)
        {
            faults.Add($"{stockEdits} writes of stock grains were answered, and their rows count {versions}");
        }

        var rows = (await store.LoadLinksAsync(links, cancel)).ToDictionary(row => row.Key);
        for (var place = 0; place < links.Length; place++)
        {
            if (answers.Of(place) is var (revision, name) && Fault(rows[links[place]], revision, name) is { } fault)
            {
                faults.Add(fault);
            }
        }

        return faults;
    }

    private static string? Fault(LinkRow row, long revision, string name)
    {
        var stored = StoredState.Of(row).RegisterAt(FieldPaths.LastName).Hub.Seen?.Text;
        return row.Revision == revision && string.Equals(stored, name, StringComparison.Ordinal)
            ? null
            : $"{row.Key.Client} is at {row.Revision} with {stored}, and {revision} with {name} was answered last";
    }

    private async Task<long> NumberAsync(string sql, CancellationToken cancel)
    {
        await using var command = database.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }
}
