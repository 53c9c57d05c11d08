using Counterpart.Tests.EndToEnd;

namespace Counterpart.Tests.Orleans.EndToEnd;

/// <summary>The links are grains on two silos.</summary>
public sealed class ClusterHosting : ProductHosting
{
    public static ClusterHosting Instance { get; } = new();

    internal override async Task<IProductRun> RunAsync(string folder, ProductSettings settings, LogCapture log, CancellationToken cancel) =>
        await ClusterNode.StartAsync(folder, settings, log, cancel);
}

public sealed class ClusterDemoProduct : DemoProduct
{
    internal override ProductHosting Hosting => ClusterHosting.Instance;
}

public sealed class ClusterPairsProduct : PairsProduct
{
    internal override ProductHosting Hosting => ClusterHosting.Instance;
}
