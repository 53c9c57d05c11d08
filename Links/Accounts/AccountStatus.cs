namespace Counterpart.Links;

/// <summary>Where a client's accounts are on the partner's record. Computed whenever it is asked for, never stored.</summary>
public enum AccountStatus
{
    /// <summary>Linked; the overnight files that follow are not in yet.</summary>
    Pending,
    Active,

    /// <summary>Unlinked, and shown until the overnight files that follow are in.</summary>
    Removing,
    Gone,
}

public static class AccountStatuses
{
    /// <param name="dataDate">Through which data date the firm's files are in; null: none are.</param>
    /// <returns>Null for a client that was never linked.</returns>
    public static AccountStatus? Of(LinkState state, DateOnly? dataDate, ExchangeCalendar calendar)
    {
        if (state.UnlinkedAt == default)
        {
            return state.Partner is null ? null
                : IsIn(state.LinkedAt) ? AccountStatus.Active : AccountStatus.Pending;
        }

        // Between the same two files, nothing was ever shown.
        var wasShown = FirstDataDate(state.LinkedAt, calendar) < FirstDataDate(state.UnlinkedAt, calendar);
        return wasShown && !IsIn(state.UnlinkedAt) ? AccountStatus.Removing : AccountStatus.Gone;

        bool IsIn(DateTimeOffset moment) => dataDate >= FirstDataDate(moment, calendar);
    }

    /// <summary>The first data date whose cut-off, 24:00 in New York, is not before the moment.</summary>
    public static DateOnly FirstDataDate(DateTimeOffset moment, ExchangeCalendar calendar) =>
        calendar.OpenOnOrAfter(EasternTime.DateAt(moment.AddTicks(-1)));
}
