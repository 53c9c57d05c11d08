using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>Where a client's accounts are on the partner's record.</summary>
/// <param name="WaitsFor">While pending or removing: the date of the overnight files that end it, a trading day in New York.</param>
public sealed record AccountsItem(AccountStatus Status, DateOnly? WaitsFor)
{
    internal static AccountsItem? Of(AccountOutlook? accounts) => accounts is null ? null : new AccountsItem(accounts.Status, accounts.WaitsFor);
}
