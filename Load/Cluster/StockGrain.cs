using Orleans.Runtime;

namespace Counterpart.Load.Cluster;

/// <summary>A grain as most are written: its state in Orleans' grain storage, stored with every edit.</summary>
[Alias("bench.IStockGrain")]
internal interface IStockGrain : IGrainWithStringKey
{
    [Alias("Edit")]
    Task EditAsync(string name);
}

/// <summary>Its key begins with the name of the grain storage that it uses: <c>stock/17</c>.</summary>
[GrainType("bench-stock")]
internal sealed class StockGrain : Grain, IStockGrain
{
    private readonly IPersistentState<StockState> storage;

    public StockGrain(IGrainContext context, IPersistentStateFactory states) =>
        storage = states.Create<StockState>(context, new PersistentStateAttribute("bench-stock", this.GetPrimaryKeyString().Split('/')[0]));

    public Task EditAsync(string name)
    {
        storage.State.LastName = name;
        storage.State.Revision++;
        return storage.WriteStateAsync();
    }
}
