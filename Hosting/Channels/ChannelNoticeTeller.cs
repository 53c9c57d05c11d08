using System.Collections.Immutable;
using System.Globalization;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>Tells a channel's notices in words: what is the matter, and what to do.</summary>
public static class ChannelNoticeTeller
{
    /// <summary>None for a channel that a person stopped: what is the matter with it shows when it goes on.</summary>
    public static ImmutableArray<ChannelNoticeView> Tell(ChannelStatus status, DateTimeOffset now)
    {
        if (status.Condition == ChannelCondition.Paused)
        {
            return [];
        }

        var trouble = new ChannelTrouble(
            status.Brake,
            status.FailingSince,
            status.LastFailure?.Kind is "unauthorized" or "forbidden",
            status.Condition == ChannelCondition.CircuitOpen,
            status.Budget);
        return [.. ChannelNotices.Of(trouble, now).Select(notice =>
            new ChannelNoticeView(status.System, notice, Text(status, notice), Todo(status.System, notice)))];
    }

    private static string Text(ChannelStatus status, ChannelNotice notice) => notice.Cause switch
    {
        NoticeCause.ChannelBraked =>
            $"What was read from {status.System} would blank values of {status.Brake!.Links} of {status.Brake.Of} links or more, so its channel stands still.",
        NoticeCause.CredentialRefused => $"{status.System} does not accept the firm's credential.",
        NoticeCause.SystemDown => $"{status.System} has not been reached for more than {ChannelNotices.LongDown.TotalMinutes:0} minutes.",
        NoticeCause.BudgetEnding when notice.Window is { Left: <= 0 } window => $"The {Calls(window)} that {status.System} allows {Period(window)} are spent.",
        NoticeCause.BudgetEnding when notice.Window is { EndsAt: { } ends } window => string.Create(
            CultureInfo.InvariantCulture, $"At this rate the {Calls(window)} that {status.System} allows {Period(window)} end at {ends.UtcDateTime:HH:mm} UTC."),
        _ => throw new ArgumentOutOfRangeException(nameof(notice)),
    };

    private static string Todo(string system, ChannelNotice notice) => notice.Remedy switch
    {
        NoticeRemedy.DecideBrake => $"Look at the records in {system}, then accept what was read or have it read again (POST /v1/channels/{system}/brake).",
        NoticeRemedy.RenewCredential => $"Enter a credential that {system} accepts (PUT /v1/connections/{system}).",
        NoticeRemedy.AwaitSystem => $"Nothing has to be done here: {system} is tried again from time to time. Ask its people if it lasts.",
        NoticeRemedy.RaiseBudget => $"Find what spends the calls (GET /v1/budgets), put off bulk work, or ask {system} for more calls.",
        _ => throw new ArgumentOutOfRangeException(nameof(notice)),
    };

    private static string Calls(WindowView window) => string.Create(CultureInfo.InvariantCulture, $"{window.Limit:N0} calls");

    private static string Period(WindowView window) =>
        window.Span == TimeSpan.FromDays(1) ? "a day" : string.Create(CultureInfo.InvariantCulture, $"in {window.Span.TotalHours:0.#} hours");
}

/// <param name="Text">What is the matter.</param>
/// <param name="Todo">What to do about it.</param>
public sealed record ChannelNoticeView(string System, ChannelNotice Notice, string Text, string Todo);
