using Counterpart.Links;

namespace Counterpart.Systems.Wealthbox;

public sealed class WealthboxFactory : IConnectorFactory
{
    public const string Name = "wealthbox";

    /// <summary>Setting: the id or the name of the custom field that holds the tax id. Without it no tax id is read.</summary>
    public const string TaxIdField = "taxIdField";

    internal static readonly SystemTraits Facts = new()
    {
        System = Name,
        HasFeed = false,
        ConditionalWrites = false,
        PageSize = 100,

        // Times of a contact have the resolution of a minute.
        Overlap = TimeSpan.FromMinutes(2),
        Limits = new SideLimits { ReadLag = TimeSpan.FromSeconds(2) },
        BudgetCalls = 300,
        BudgetWindow = TimeSpan.FromMinutes(5),
        PollEvery = TimeSpan.FromSeconds(5),
        PollLeast = TimeSpan.FromSeconds(1),
        HasNewest = true,
    };

    public string System => Name;

    public SystemTraits Traits => Facts;

    public IConnector Create(ConnectorOptions options, HttpClient http) => new WealthboxConnector(options, http);
}
