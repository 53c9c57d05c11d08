using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>Lists over many links, in order of integration and client.</summary>
public partial interface ILinkService
{
    Task<LinkPage> ListLinksAsync(Caller caller, LinkFilter filter, LinkKey? after, int limit, CancellationToken cancel);

    /// <summary>What waits for somebody. A page holds whole links, at least one, and so may hold more than <paramref name="limit"/>.</summary>
    Task<NoticePage> ListNoticesAsync(Caller caller, NoticeFilter filter, LinkKey? after, int limit, CancellationToken cancel);

    /// <summary>Takes back that a partner record is somebody else. Null when there is no such client.</summary>
    /// <exception cref="KeyReusedException">The idempotency key came with another request.</exception>
    Task<AllowOutcome?> AllowAsync(Caller caller, string integration, string client, string record, RequestKey? key, CancellationToken cancel);

    /// <summary>Where a client's record is shown in one of the two systems.</summary>
    Task<RecordPage> FindPageAsync(Caller caller, string integration, string client, Side side, CancellationToken cancel);
}

/// <param name="Integration">Null for all.</param>
/// <param name="Status">Null for all but <see cref="Phase.Unlinked"/>.</param>
/// <param name="Partner">Only the link of this partner record.</param>
public sealed record LinkFilter(string? Integration, Phase? Status, bool WithNotices, bool Differing, string? Partner);

/// <param name="Next">Where to go on; null after the last.</param>
public sealed record LinkPage(ImmutableArray<LinkSummary> Links, LinkKey? Next);

public sealed record LinkSummary(
    LinkKey Key, string Name, Phase Status, PartnerRecord? Partner, int Differing, int Notices, Freshness Freshness, long Revision)
{
    /// <summary>Null where no accounts are shown, nor will be.</summary>
    public AccountOutlook? Accounts { get; init; }
}

/// <param name="Integration">Null for all.</param>
/// <param name="Client">Null for all.</param>
public sealed record NoticeFilter(string? Integration, NoticeCause? Cause, string? Client);

public sealed record NoticePage(ImmutableArray<NoticeView> Notices, LinkKey? Next);

/// <param name="Text">What is the matter.</param>
/// <param name="Todo">What to do about it.</param>
public sealed record NoticeView(LinkKey Link, string Name, LinkNotice Notice, string Text, string Todo);

/// <param name="Changed">False: nobody had said that it is somebody else.</param>
public sealed record AllowOutcome(bool Changed, Phase Status, long? Seq, bool Repeated)
{
    /// <summary>The link's revision that it was decided at; null for a kept answer.</summary>
    public long? Revision { get; init; }
}

/// <summary>Where a record is shown, or why there is no such page.</summary>
public abstract record RecordPage
{
    private RecordPage()
    {
    }

    public sealed record At(string System, string Record, Uri Address) : RecordPage;

    public sealed record NoSuchClient : RecordPage;

    public sealed record NotLinked(Phase Status) : RecordPage;

    /// <summary>The integration's settings name no address for the system.</summary>
    public sealed record NotSet(string System) : RecordPage;
}
