using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>Where the product's links run. This is the in-process host; another says what is different with it.</summary>
internal class ProductHost
{
    /// <summary>What the start prints beside the usual; null: nothing.</summary>
    public virtual string? Says => null;

    /// <exception cref="StartException">A setting is wrong.</exception>
    public virtual void Configure(WebApplicationBuilder builder, ProductOptions options)
    {
    }

    public virtual NodeOptions Options(ProductOptions options) => options.Node();

    /// <summary>Adds services. What is started last here is stopped first, but after the web server.</summary>
    public virtual void Build(WebApplicationBuilder builder, Node node)
    {
    }

    public virtual void Map(WebApplication app) => app.MapCounterpartApi();

    /// <summary>Why the start broke off, where this host knows it better than the fault tells; null: it does not.</summary>
    public virtual Exception? Explain(Exception fault) => null;
}
