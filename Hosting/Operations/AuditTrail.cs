using System.Threading.Channels;
using Counterpart.Storage;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>Writes the audit in the order of its coming; rows that come while one commit runs share the next.</summary>
public sealed partial class AuditTrail : IAuditTrail, IAsyncDisposable
{
    private const int MaxWaiting = 4096;
    private const int MaxTogether = 256;
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);

    private readonly IStore store;
    private readonly ILogger logger;
    private readonly Channel<Pending> queue = Channel.CreateBounded<Pending>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly Task writing;

    public AuditTrail(IStore store, ILoggerFactory loggers)
    {
        this.store = store;
        logger = loggers.CreateLogger<AuditTrail>();
        writing = Task.Run(WriteAllAsync);
    }

    public Task WriteAsync(IReadOnlyList<AuditRow> rows)
    {
        var pending = new Pending(rows, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        return queue.Writer.TryWrite(pending) ? pending.Written!.Task : throw new OverloadedException(RetryAfter);
    }

    public void Note(AuditRow row)
    {
        if (!queue.Writer.TryWrite(new Pending([row], null)))
        {
            LogDropped(row.Action, row.Outcome);
        }
    }

    public Task<IReadOnlyList<AuditRow>> ReadAsync(string? firm, long after, int limit, CancellationToken cancel) =>
        store.ReadAuditAsync(firm, after, limit, cancel);

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await writing;
    }

    private async Task WriteAllAsync()
    {
        var batch = new List<Pending>(MaxTogether);
        while (await queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < MaxTogether && queue.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await WriteBatchAsync(batch);
            batch.Clear();
        }
    }

    private async Task WriteBatchAsync(List<Pending> batch)
    {
        try
        {
            await store.AppendAuditAsync([.. batch.SelectMany(pending => pending.Rows)], CancellationToken.None);
            batch.ForEach(pending => pending.Written?.TrySetResult());
        }
        catch (Exception fault)
        {
            LogFailed(fault, batch.Count);
            batch.ForEach(pending => pending.Written?.TrySetException(
                fault is StoreUnavailableException ? fault : new StoreUnavailableException("The audit could not be written.", fault)));
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The audit's queue is full: {Action} ({Outcome}) is not in it")]
    private partial void LogDropped(string action, string outcome);

    [LoggerMessage(Level = LogLevel.Error, Message = "The audit could not be written; {Count} entries were refused or lost")]
    private partial void LogFailed(Exception fault, int count);

    /// <param name="Written">Null when nobody waits for it.</param>
    private sealed record Pending(IReadOnlyList<AuditRow> Rows, TaskCompletionSource? Written);
}
