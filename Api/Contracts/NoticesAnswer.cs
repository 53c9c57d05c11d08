using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>What waits for somebody: first about the channels, then in order of integration and client. A notice goes by itself when its cause is gone.</summary>
/// <param name="Next">The cursor of the next page; null on the last. A page may hold none and still have a next.</param>
public sealed record NoticesAnswer(IReadOnlyList<NoticeItem> Notices, string? Next);

/// <param name="Integration">Null for a notice about the firm's channel to a system; so are client, name and path.</param>
/// <param name="Path">The field; null for the link as a whole. With the link and the cause it is the notice's key.</param>
/// <param name="System">The system that the cause lies in, where it lies in one. With the cause it is the key of a channel's notice.</param>
/// <param name="Since">When the cause arose, as far as that is known.</param>
/// <param name="Text">What is the matter.</param>
/// <param name="Todo">What to do about it.</param>
/// <param name="Who">Who may.</param>
/// <param name="Link">Where the link is read, or the channels.</param>
public sealed record NoticeItem(
    string? Integration,
    string? Client,
    string? Name,
    string? Path,
    NoticeCause Cause,
    Side? Side,
    string? System,
    DateTimeOffset? Since,
    string Text,
    NoticeRemedy Remedy,
    string Todo,
    NoticeActor Who,
    string Link)
{
    public static NoticeItem Of(NoticeView view) => new(
        view.Link.Integration,
        view.Link.Client,
        view.Name,
        view.Notice.Path,
        view.Notice.Cause,
        view.Notice.Side,
        SystemOf(view),
        view.Notice.Since,
        view.Text,
        view.Notice.Remedy,
        view.Todo,
        view.Notice.Who,
        LinkPath.Of(view.Link));

    public static NoticeItem Of(ChannelNoticeView view) => new(
        Integration: null,
        Client: null,
        Name: null,
        Path: null,
        view.Notice.Cause,
        Side: null,
        view.System,
        view.Notice.Since,
        view.Text,
        view.Notice.Remedy,
        view.Todo,
        view.Notice.Who,
        "/v1/channels");

    private static string? SystemOf(NoticeView view) =>
        view.Notice.Side is { } side && Systems.Integrations.TryGet(view.Link.Integration, out var pair)
            ? side == Counterpart.Links.Side.Hub ? pair.HubSystem : pair.PartnerSystem
            : null;
}

/// <summary>Where a link is read.</summary>
internal static class LinkPath
{
    public static string Of(LinkKey link) => $"/v1/links/{link.Integration}/{Uri.EscapeDataString(link.Client)}";
}
