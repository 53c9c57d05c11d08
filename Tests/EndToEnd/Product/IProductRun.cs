using Counterpart.Hosting;

namespace Counterpart.Tests.EndToEnd;

/// <summary>One life of the product: within the test's process, or in one of its own.</summary>
internal interface IProductRun : IAsyncDisposable
{
    Uri Address { get; }

    /// <exception cref="InvalidOperationException">The product is a process of its own: it is asked over HTTP alone.</exception>
    Node Node { get; }
}
