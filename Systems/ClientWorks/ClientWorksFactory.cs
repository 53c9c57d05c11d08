using Counterpart.Links;

namespace Counterpart.Systems.ClientWorks;

public sealed class ClientWorksFactory : IConnectorFactory
{
    public const string Name = "clientworks";

    internal static readonly SystemTraits Facts = new()
    {
        System = Name,
        HasFeed = true,
        ConditionalWrites = true,
        PageSize = 500,
        Limits = new SideLimits { ReadLag = TimeSpan.Zero },
        PollEvery = TimeSpan.FromSeconds(1),
    };

    public string System => Name;

    public SystemTraits Traits => Facts;

    public IConnector Create(ConnectorOptions options, HttpClient http) => new ClientWorksConnector(options, http);
}
