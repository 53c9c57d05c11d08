using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>Every row of the tables that only an accepted request may change, as a hash for each table.</summary>
/// <remarks>Left out: channels and what is due, the directory (it is read again all the time), the audit (refusals are in it), and numbers of batches.</remarks>
internal sealed class StoreState
{
    public static readonly IReadOnlyList<string> Tables = ["firm", "journal", "link", "claim", "reply", "api_key", "integration", "connection", "store", "sealed", "ended_session"];

    private readonly Dictionary<string, (int Rows, string Hash)> tables = new(StringComparer.Ordinal);

    /// <param name="rows">In any order that is always the same.</param>
    public void Add(string table, IEnumerable<string> rows)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var count = 0;
        foreach (var row in rows)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(row));
            hash.AppendData([0]);
            count++;
        }

        tables[table] = (count, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>Null: they are the same.</summary>
    public string? DifferenceTo(StoreState after)
    {
        var different = tables.Where(table => after.tables[table.Key] != table.Value)
            .Select(table => string.Create(CultureInfo.InvariantCulture, $"{table.Key} ({table.Value.Rows} rows, then {after.tables[table.Key].Rows})"));
        return string.Join(", ", different) is { Length: > 0 } text ? text : null;
    }
}
