namespace Counterpart.Load.Cluster;

/// <summary>About 1 kB as it is stored.</summary>
[GenerateSerializer, Alias("bench.StockState")]
public sealed class StockState
{
    [Id(0)]
    public long Revision { get; set; }

    [Id(1)]
    public string LastName { get; set; } = string.Empty;

    [Id(2)]
    public string Rest { get; set; } = new('x', 850);
}
