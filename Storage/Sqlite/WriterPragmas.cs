using System.Globalization;

namespace Counterpart.Storage;

/// <summary>How the writer's connection is set.</summary>
internal static class WriterPragmas
{
    public const int PageSize = 4096;

    // FULL: the write-ahead log is synced by every commit, before it is answered.
    public static string Of(SqliteStoreOptions options) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        pragma page_size = {PageSize};
        pragma journal_mode = wal;
        pragma synchronous = full;
        pragma foreign_keys = off;
        pragma temp_store = memory;
        pragma cache_size = -{options.WriterCacheMiB * 1024L};
        pragma wal_autocheckpoint = {options.CheckpointMiB * 1024L * 1024 / PageSize};
        pragma journal_size_limit = {options.CheckpointMiB * 2L * 1024 * 1024};
        """);
}
