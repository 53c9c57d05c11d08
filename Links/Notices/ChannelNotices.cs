using System.Collections.Immutable;

namespace Counterpart.Links;

/// <summary>
/// Something about a firm's channel to a system that waits for somebody. A pure function of how the channel fares: it closes itself
/// when the cause is gone, and is the same notice by its key of system and cause.
/// </summary>
/// <param name="Since">Since when, as far as that is known.</param>
public sealed record ChannelNotice(NoticeCause Cause, DateTimeOffset? Since)
{
    public required NoticeRemedy Remedy { get; init; }

    public required NoticeActor Who { get; init; }

    /// <summary>For <see cref="NoticeCause.BudgetEnding"/>: the vendor's limit that it is about.</summary>
    public WindowView? Window { get; init; }
}

/// <summary>How a channel fares, as far as notices depend on it.</summary>
/// <param name="FailingSince">When the first of its latest calls failed, while none has succeeded since.</param>
/// <param name="IsRefused">The last of these failures was about the credential.</param>
public sealed record ChannelTrouble(Brake? Brake, DateTimeOffset? FailingSince, bool IsRefused, bool IsCircuitOpen, BudgetView Budget);

/// <summary>Derives a channel's notices.</summary>
public static class ChannelNotices
{
    /// <summary>A system that is down for less is back before anybody has read of it.</summary>
    public static readonly TimeSpan LongDown = TimeSpan.FromMinutes(5);

    public static ImmutableArray<ChannelNotice> Of(ChannelTrouble channel, DateTimeOffset now)
    {
        var notices = ImmutableArray.CreateBuilder<ChannelNotice>();
        if (channel.Brake is { } brake)
        {
            notices.Add(Told(NoticeCause.ChannelBraked, brake.At, NoticeRemedy.DecideBrake));
        }

        if (channel is { FailingSince: { } refused, IsRefused: true })
        {
            notices.Add(Told(NoticeCause.CredentialRefused, refused, NoticeRemedy.RenewCredential));
        }
        else if (channel is { FailingSince: { } down, IsCircuitOpen: true } && down + LongDown <= now)
        {
            notices.Add(Told(NoticeCause.SystemDown, down, NoticeRemedy.AwaitSystem));
        }

        // A short window that is full is the ordinary course of things: it is free again in minutes.
        if (channel.Budget.Windows.FirstOrDefault(window => window.Span > TimeSpan.FromHours(1) && (window.Left <= 0 || window.EndsAt is not null)) is { } window)
        {
            notices.Add(Told(NoticeCause.BudgetEnding, null, NoticeRemedy.RaiseBudget) with { Window = window });
        }

        return notices.ToImmutable();
    }

    private static ChannelNotice Told(NoticeCause cause, DateTimeOffset? since, NoticeRemedy remedy) =>
        new(cause, since) { Remedy = remedy, Who = NoticeActor.FirmAdmin };
}
