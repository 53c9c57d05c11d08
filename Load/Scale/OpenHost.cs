using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Load.Scale;

/// <summary>The in-process host over a database, as the product has it, with nothing in memory yet.</summary>
internal sealed class OpenHost : IAsyncDisposable
{
    private readonly GroupCommitter committer;

    private OpenHost(SqliteStore store, GroupCommitter committer, LinkHost host) => (Store, this.committer, Host) = (store, committer, host);

    public SqliteStore Store { get; }

    public LinkHost Host { get; }

    public static async Task<OpenHost> OpenAsync(string path, LinkHostOptions options, TimeProvider clock, CancellationToken cancel)
    {
        var store = new SqliteStore(new SqliteStoreOptions { Path = path }, clock);
        await store.OpenAsync(cancel);
        var commits = new GroupCommitter(store, clock, new GroupCommitterOptions());
        commits.Start();
        return new OpenHost(store, commits, new LinkHost(new LinkEngine(store, commits, new FixedSettings(), clock, options)));
    }

    /// <summary>The number of the last batch that was committed.</summary>
    public Task<long> LastBatchAsync(CancellationToken cancel) => Store.WriteAsync(
        database => database.Prepare("select coalesce(max(no), 0) from batch").First(static row => row.Long(0)), cancel);

    public async ValueTask DisposeAsync()
    {
        await committer.DisposeAsync();
        await Store.DisposeAsync();
    }
}
