using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>The present settings of a firm's integrations, as the core needs them.</summary>
public interface ILinkSettings
{
    ValueTask<LinkSettings> GetAsync(string firm, string integration, CancellationToken cancel);
}
