namespace Counterpart.Load.Cluster;

/// <summary>What a call costs by itself.</summary>
[Alias("bench.IEmptyGrain")]
internal interface IEmptyGrain : IGrainWithStringKey
{
    [Alias("Call")]
    Task CallAsync();
}

[GrainType("bench-empty")]
internal sealed class EmptyGrain : Grain, IEmptyGrain
{
    public Task CallAsync() => Task.CompletedTask;
}
