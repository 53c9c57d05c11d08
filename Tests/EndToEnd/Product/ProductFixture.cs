namespace Counterpart.Tests.EndToEnd;

/// <summary>A product that the tests of one class share.</summary>
public abstract class ProductFixture : IAsyncLifetime
{
    private Product? product;

    internal Product Product => product ?? throw new InvalidOperationException("The product did not start.");

    internal abstract ProductSettings Settings { get; }

    public async ValueTask InitializeAsync() => product = await Product.StartAsync(Settings, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (product is not null)
        {
            await product.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}

/// <summary>Over 200 clients in every state of likeness to their contacts.</summary>
public sealed class DemoProduct : ProductFixture
{
    internal override ProductSettings Settings { get; } = new();
}

/// <summary>Over clients that each have exactly one contact, equal in every value.</summary>
public sealed class PairsProduct : ProductFixture
{
    internal override ProductSettings Settings { get; } = new() { World = "pairs:120" };
}
