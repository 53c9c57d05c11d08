using System.Text;
using SQLitePCL;

namespace Counterpart.Storage;

/// <summary>A prepared statement. Values are bound in order of the parameters <c>?1 ?2 …</c>, then it is run once.</summary>
internal sealed class Statement(Database database, sqlite3_stmt handle, string sql)
{
    private const int LongestOnStack = 512;

    private int bound;

    public Statement Bind(long value) => Bound(raw.sqlite3_bind_int64(handle, ++bound, value));

    public Statement Bind(bool value) => Bind(value ? 1L : 0L);

    public Statement Bind(DateTimeOffset value) => Bind(value.UtcTicks);

    public Statement Bind(DateTimeOffset? value) => value is { } time ? Bind(time) : BindNull();

    public Statement Bind(string? value)
    {
        if (value is null)
        {
            return BindNull();
        }

        if (value.Length > LongestOnStack)
        {
            return Bound(raw.sqlite3_bind_text(handle, ++bound, Encoding.UTF8.GetBytes(value)));
        }

        Span<byte> utf8 = stackalloc byte[LongestOnStack * 3];
        return Bound(raw.sqlite3_bind_text(handle, ++bound, utf8[..Encoding.UTF8.GetBytes(value, utf8)]));
    }

    // SQLite takes an empty span's null pointer for NULL.
    public Statement Bind(ReadOnlySpan<byte> value) => Bound(value.IsEmpty
        ? raw.sqlite3_bind_zeroblob(handle, ++bound, 0)
        : raw.sqlite3_bind_blob(handle, ++bound, value));

    public Statement Bind(ReadOnlyMemory<byte> value) => Bind(value.Span);

    public Statement BindNull() => Bound(raw.sqlite3_bind_null(handle, ++bound));

    /// <summary>Runs to the end; the number of rows that it changed.</summary>
    public int Run()
    {
        try
        {
            database.BeforeRun?.Invoke(sql);
            while (Step())
            {
            }

            return database.Changes;
        }
        finally
        {
            Reset();
        }
    }

    public List<T> All<T>(Func<Statement, T> read)
    {
        var rows = new List<T>();
        AddTo(rows, read);
        return rows;
    }

    public void AddTo<T>(List<T> rows, Func<Statement, T> read)
    {
        try
        {
            database.BeforeRun?.Invoke(sql);
            while (Step())
            {
                rows.Add(read(this));
            }
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>The first row; the default of <typeparamref name="T"/> when there is none.</summary>
    /// <remarks>Runs to the end nevertheless: that is where a write that returns rows commits, or fails to.</remarks>
    public T? First<T>(Func<Statement, T> read)
    {
        try
        {
            database.BeforeRun?.Invoke(sql);
            var first = default(T);
            for (var row = 0; Step(); row++)
            {
                first = row == 0 ? read(this) : first;
            }

            return first;
        }
        finally
        {
            Reset();
        }
    }

    public long Long(int column) => raw.sqlite3_column_int64(handle, column);

    public int Int(int column) => raw.sqlite3_column_int(handle, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public string? TextOrNull(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public string Text(int column) => TextOrNull(column) ?? "";

    public byte[] Blob(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public DateTimeOffset Time(int column) => new(Long(column), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    // The code of a reset repeats that of the step before it.
    public void Reset()
    {
        _ = raw.sqlite3_reset(handle);
        bound = 0;
    }

    public void Close() => handle.Dispose();

    private bool Step()
    {
        var code = raw.sqlite3_step(handle);
        database.Check(code);
        return code == raw.SQLITE_ROW;
    }

    private Statement Bound(int code)
    {
        database.Check(code);
        return this;
    }
}
