using System.Reflection;
using Counterpart.Storage;

namespace Counterpart.Tests.Storage;

/// <summary>A store over another one that is told the numbers of the rows, as a host that has written them tells it.</summary>
public class NumberedStore : DispatchProxy
{
    private IStore inner = null!;

    public static IStore Over(IStore store)
    {
        var made = Create<IStore, NumberedStore>();
        ((NumberedStore)(object)made).inner = store;
        return made;
    }

    /// <summary>The batch with the numbers of the rows that are there.</summary>
    public static async Task<CommitBatch> NumberedAsync(IStore store, CommitBatch batch, CancellationToken cancel)
    {
        var rows = (await store.LoadLinksAsync([.. batch.Links.Select(link => link.Key)], cancel)).ToDictionary(row => row.Key);
        return batch with { Links = [.. batch.Links.Select(link => Numbered(link, rows.GetValueOrDefault(link.Key)))] };
    }

    private static LinkCommit Numbered(LinkCommit link, LinkRow? row) =>
        link with { RowNumber = row?.RowNumber ?? 0 };

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IStore.CommitAsync)
            ? CommitAsync((CommitBatch)args![0]!, (CancellationToken)args[1]!)
            : targetMethod.Invoke(inner, BindingFlags.DoNotWrapExceptions, null, args, null);

    private async Task<CommitResult> CommitAsync(CommitBatch batch, CancellationToken cancel) =>
        await inner.CommitAsync(await NumberedAsync(inner, batch, cancel), cancel);
}
