namespace Counterpart.Links;

/// <summary>A client's accounts as they are told to people.</summary>
/// <param name="WaitsFor">The data date whose files end this status; null when it waits for none.</param>
public sealed record AccountOutlook(AccountStatus Status, DateOnly? WaitsFor)
{
    /// <param name="dataDate">Through which data date the firm's files are in; null: none are.</param>
    /// <returns>Null when no accounts are shown, nor will be.</returns>
    public static AccountOutlook? Of(LinkState state, DateOnly? dataDate, ExchangeCalendar calendar) =>
        AccountStatuses.Of(state, dataDate, calendar) switch
        {
            null or AccountStatus.Gone => null,
            AccountStatus.Pending => new AccountOutlook(AccountStatus.Pending, AccountStatuses.FirstDataDate(state.LinkedAt, calendar)),
            AccountStatus.Removing => new AccountOutlook(AccountStatus.Removing, AccountStatuses.FirstDataDate(state.UnlinkedAt, calendar)),
            { } status => new AccountOutlook(status, null),
        };
}
