using Counterpart.Hosting;
using Counterpart.Links;
using Counterpart.Systems;

namespace Counterpart.Load;

/// <summary>The same rules for every firm.</summary>
internal sealed class FixedSettings : ILinkSettings
{
    public static readonly LinkSettings Rules = new(ClientWorksWealthbox.Rules) { First = ConflictPolicy.Hub };

    public ValueTask<LinkSettings> GetAsync(string firm, string integration, CancellationToken cancel) => new(Rules);
}
