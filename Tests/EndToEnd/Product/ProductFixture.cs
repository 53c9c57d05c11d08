using Counterpart.Tests.Storage;

namespace Counterpart.Tests.EndToEnd;

/// <summary>A product that the tests of one class share.</summary>
public abstract class ProductFixture : IAsyncLifetime
{
    private Product? product;

    internal virtual Product Product => product ?? throw new InvalidOperationException("The product did not start.");

    internal abstract ProductSettings Settings { get; }

    internal virtual ProductHosting Hosting => ProductHosting.InProcess;

    public virtual async ValueTask InitializeAsync() => product = await Hosting.StartAsync(Settings, TestContext.Current.CancellationToken);

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
public class DemoProduct : ProductFixture
{
    internal override ProductSettings Settings { get; } = new();
}

/// <summary>Over clients that each have exactly one contact, equal in every value.</summary>
public class PairsProduct : ProductFixture
{
    internal override ProductSettings Settings { get; } = new() { World = "pairs:120" };
}

/// <summary>The same clients, and the product as a process of its own over PostgreSQL. Where that is not installed its tests are skipped.</summary>
public sealed class PostgresPairsProduct(PostgresServer server) : ProductFixture
{
    private string? schema;

    internal override ProductSettings Settings => new() { World = "pairs:120", Postgres = schema };

    internal override Product Product
    {
        get
        {
            if (schema is null)
            {
                Assert.Skip(PostgresServer.NotInstalled);
            }

            return base.Product;
        }
    }

    public override async ValueTask InitializeAsync()
    {
        schema = await server.FindSchemaAsync();
        if (schema is not null)
        {
            await base.InitializeAsync();
        }
    }
}
