using Counterpart.Storage;

namespace Counterpart.Hosting;

/// <summary>Rotates the master key: what the former one sealed is sealed with the present one.</summary>
public static class KeyResealing
{
    /// <summary>Done again it changes nothing. Either all rows are sealed anew or none.</summary>
    /// <returns>How many were resealed, and how many there are.</returns>
    /// <exception cref="NodeKeyException">There is no master key, or it and the former one do not open all rows.</exception>
    public static async Task<(int Resealed, int All)> RunAsync(IStore store, StoreTuning tuning, CancellationToken cancel)
    {
        if (MasterKey.Read(tuning) is not { } master)
        {
            throw new NodeKeyException("There is no master key: the keys are in the node's data folder.");
        }

        var rows = await store.ListSealedAsync(cancel);
        SealedRow[] resealed = [.. rows
            .Where(row => !master.IsOwn(row.Name, row.Content.Span))
            .Select(row => new SealedRow(row.Name, master.Seal(row.Name, master.Open(row.Name, row.Content.Span))))];
        if (resealed.Length > 0)
        {
            await store.ReplaceSealedAsync(resealed, cancel);
        }

        return (resealed.Length, rows.Count);
    }
}
