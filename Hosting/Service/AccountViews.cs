using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>What links say of their clients' accounts.</summary>
internal static class AccountViews
{
    /// <summary>Null where the firm does not sync accounts. No overnight file is taken yet, so a new link waits for its first.</summary>
    public static AccountOutlook? Of(LinkState state, IntegrationSettings settings) =>
        settings is { Enabled: true, AccountSync: true } ? AccountOutlook.Of(state, dataDate: null, ExchangeCalendar.UnitedStates) : null;
}
