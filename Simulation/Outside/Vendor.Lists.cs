using Counterpart.Links;

namespace Counterpart.Simulation;

/// <summary>The vendor's lists: pages in order of id, cut to its size; a feed lists each record at its last change.</summary>
internal sealed partial class Vendor
{
    private ListPage List(PageRequest request) => request switch
    {
        PageRequest.Feed feed => Feed(feed),
        PageRequest.All(var page) => Page(records.Values.Where(record => record.IsThere), page, next => new PageRequest.All(next)),
        PageRequest.UpdatedSince(var since, var page) =>
            Page(records.Values.Where(record => record.IsThere && record.UpdatedAt >= since), page, next => new PageRequest.UpdatedSince(since, next)),
        PageRequest.DeletedSince(var since, _) => new ListPage(
            [],
            [.. records.Values.Where(record => record.IsDeleted && traits.HasTombstones && record.DeletedAt >= since).Select(record => record.Id)],
            null,
            null,
            null),
        _ => throw new InvalidOperationException($"No list for {request.GetType().Name}."),
    };

    private ListPage Page(IEnumerable<VendorRecord> listed, int page, Func<int, PageRequest> next)
    {
        var all = listed.ToList();
        var skipped = (page - 1) * traits.PageSize;
        var shown = all.Skip(skipped).Take(traits.PageSize).Select(record => Show(record, out _));
        return new ListPage([.. shown], [], skipped + traits.PageSize < all.Count ? next(page + 1) : null, null, all.Count);
    }

    private ListPage Feed(PageRequest.Feed feed)
    {
        var entries = records.Values
            .Where(record => record.Position > feed.After && !record.IsHidden)
            .OrderBy(record => record.Position)
            .Take(traits.PageSize + 1)
            .ToList();
        var more = entries.Count > traits.PageSize;
        entries = more ? entries[..traits.PageSize] : entries;
        var next = entries.Count > 0 ? entries[^1].Position : feed.After;
        return new ListPage(
            [.. entries.Where(record => !record.IsDeleted).Select(record => Show(record, out _))],
            [.. entries.Where(record => record.IsDeleted).Select(record => record.Id)],
            more ? new PageRequest.Feed(next) : null,
            next,
            null);
    }
}
