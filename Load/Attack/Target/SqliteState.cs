using System.Globalization;
using System.Text;
using SQLitePCL;

namespace Counterpart.Load.Attack;

/// <summary>Reads the product's database beside it, without a lock that it would feel.</summary>
internal static class SqliteState
{
    public static StoreState Read(string database)
    {
        Batteries_V2.Init();
        Check(raw.sqlite3_open_v2(database, out var handle, raw.SQLITE_OPEN_READONLY | raw.SQLITE_OPEN_NOMUTEX, vfs: null));
        using (handle)
        {
            Check(raw.sqlite3_busy_timeout(handle, 10_000));
            Check(raw.sqlite3_exec(handle, "begin"));
            var state = new StoreState();
            foreach (var table in StoreState.Tables)
            {
                state.Add(table, Rows(handle, table));
            }

            return state;
        }
    }

    private static IEnumerable<string> Rows(sqlite3 handle, string table)
    {
        // The journal only grows: its last records say enough.
        var sql = table == "journal" ? "select * from journal order by place desc limit 500" : $"select * from {table} order by 1, 2";
        Check(raw.sqlite3_prepare_v2(handle, sql, out var statement));
        using (statement)
        {
            var row = new StringBuilder();
            while (raw.sqlite3_step(statement) == raw.SQLITE_ROW)
            {
                row.Clear();
                for (var column = 0; column < raw.sqlite3_column_count(statement); column++)
                {
                    var value = raw.sqlite3_column_type(statement, column) == raw.SQLITE_BLOB
                        ? Convert.ToHexString(raw.sqlite3_column_blob(statement, column))
                        : raw.sqlite3_column_text(statement, column).utf8_to_string();
                    row.Append(value).Append('\u001f');
                }

                yield return row.ToString();
            }
        }
    }

    private static void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw new IOException(string.Create(CultureInfo.InvariantCulture, $"SQLite answers {code} ({raw.sqlite3_errstr(code).utf8_to_string()})."));
        }
    }
}
