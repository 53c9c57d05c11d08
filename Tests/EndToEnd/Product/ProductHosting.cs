namespace Counterpart.Tests.EndToEnd;

/// <summary>Where a product under test has its links: the same tests hold of every host.</summary>
public abstract class ProductHosting
{
    public static ProductHosting InProcess { get; } = new InThisProcess();

    /// <summary>Starts the whole product over simulators of its own.</summary>
    internal Task<Product> StartAsync(ProductSettings settings, CancellationToken cancel) => Product.StartAsync(settings with { Hosting = this }, cancel);

    /// <summary>Starts one life of it, on a data folder as it is.</summary>
    internal abstract Task<IProductRun> RunAsync(string folder, ProductSettings settings, LogCapture log, CancellationToken cancel);

    private sealed class InThisProcess : ProductHosting
    {
        internal override async Task<IProductRun> RunAsync(string folder, ProductSettings settings, LogCapture log, CancellationToken cancel) =>
            await ProductNode.StartAsync(folder, settings.Tune, log, cancel, settings.Configure);
    }
}
