using Counterpart.Storage;

namespace Counterpart.Tests.Hosting;

/// <summary>A commit that stands still until the test says what becomes of it.</summary>
internal sealed class HeldCommit(CommitBatch batch)
{
    private readonly TaskCompletionSource<Func<FakeStore, CommitResult>> fate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public CommitBatch Batch { get; } = batch;

    public Task<Func<FakeStore, CommitResult>> Fate => fate.Task;

    public void Write() => fate.TrySetResult(store => store.Write(Batch));

    /// <summary>Nothing is written.</summary>
    public void Fail() => fate.TrySetResult(_ => throw new StoreUnavailableException("The disk is gone."));

    /// <summary>The connection breaks, and nothing is written.</summary>
    public void Cut() => fate.TrySetResult(_ => throw new StoreUnavailableException("The connection broke.") { ConnectionBroke = true });

    /// <summary>Not the store's fault, and nothing is written.</summary>
    public void Break() => fate.TrySetResult(_ => throw new InvalidOperationException("A statement is wrong."));

    /// <summary>It is written, and the answer is lost.</summary>
    public void WriteAndFail() => fate.TrySetResult(store =>
    {
        _ = store.Write(Batch);
        throw new StoreUnavailableException("The connection broke.");
    });
}
