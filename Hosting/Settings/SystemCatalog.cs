using System.Collections.Frozen;
using Counterpart.Systems;
using Counterpart.Systems.ClientWorks;
using Counterpart.Systems.Wealthbox;

namespace Counterpart.Hosting;

/// <summary>The kinds of outside systems there are, with what the operator set for them.</summary>
public sealed class SystemCatalog(HostTuning tuning)
{
    private readonly FrozenDictionary<string, IConnectorFactory> factories =
        new IConnectorFactory[] { new ClientWorksFactory(), new WealthboxFactory() }.ToFrozenDictionary(factory => factory.System, StringComparer.Ordinal);

    /// <summary>In order of name.</summary>
    public IReadOnlyList<string> Names => [.. factories.Keys.Order(StringComparer.Ordinal)];

    public bool Has(string system) => factories.ContainsKey(system);

    public SystemTraits Traits(string system) => tuning.Apply(factories[system].Traits);

    public IConnector Connect(string system, ConnectorOptions options, HttpClient http) => factories[system].Create(options, http);
}
