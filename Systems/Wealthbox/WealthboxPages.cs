using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Systems.Wealthbox;

/// <summary>Lists of contacts, a page at a time.</summary>
internal static class WealthboxPages
{
    // In the order of creation a record that changes while the list is read stays in its place. In the order of change it
    // would move, and where the order ascends everything behind it one place forward: the next page's first record out of sight.
    private const string Order = "order=created";

    public static string Query(PageRequest request) => request switch
    {
        PageRequest.All all => Contacts(Order, all.Page),
        PageRequest.UpdatedSince since => Contacts($"updated_since={Time(since.Since)}&{Order}", since.Page),
        PageRequest.DeletedSince since => Contacts($"deleted=true&deleted_since={Time(since.Since)}&{Order}", since.Page),
        // The direction of this order is not confirmed: it only decides which changes are seen sooner.
        PageRequest.Newest newest => string.Create(
            CultureInfo.InvariantCulture, $"/contacts?updated_since={Time(newest.Since)}&order=updated&per_page={newest.Count}&page=1"),
        _ => throw new ArgumentException("Wealthbox has no feed.", nameof(request)),
    };

    /// <summary>Null when the body is not a list of contacts.</summary>
    public static PageResult.Page? Read(JsonElement body, PageRequest request, Call.Answered answer, ConnectorOptions options)
    {
        if (body.Member("contacts") is not { ValueKind: JsonValueKind.Array } contacts)
        {
            return null;
        }

        var deletions = request is PageRequest.DeletedSince;
        var records = ImmutableArray.CreateBuilder<SystemRecord>();
        var deleted = ImmutableArray.CreateBuilder<string>();
        foreach (var contact in contacts.EnumerateArray())
        {
            if (contact.Id("id") is not { } id)
            {
                return null;
            }

            if (deletions)
            {
                deleted.Add(id);
            }
            else if (WealthboxContact.Read(contact, options) is { } record)
            {
                records.Add(record);
            }
        }

        var total = body.Number("meta/total_count");
        return new PageResult.Page(
            records.ToImmutable(),
            deleted.ToImmutable(),
            Next(request, body, contacts.GetArrayLength()),
            null,
            total,
            answer.StartedAt,
            answer.EndedAt);
    }

    private static string Contacts(string filter, int page) =>
        string.Create(CultureInfo.InvariantCulture, $"/contacts?{filter}&per_page={WealthboxFactory.Facts.PageSize}&page={page}");

    // ISO 8601 with an offset, whose plus sign has to be escaped.
    private static string Time(DateTimeOffset time) =>
        Uri.EscapeDataString(time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture));

    private static PageRequest? Next(PageRequest request, JsonElement body, int count) => request switch
    {
        PageRequest.All all when HasMore(all.Page, body, count) => new PageRequest.All(all.Page + 1),
        PageRequest.UpdatedSince since when HasMore(since.Page, body, count) => since with { Page = since.Page + 1 },
        PageRequest.DeletedSince since when HasMore(since.Page, body, count) => since with { Page = since.Page + 1 },
        _ => null,
    };

    private static bool HasMore(int page, JsonElement body, int count) =>
        body.Number("meta/total_pages") is { } pages ? page < pages : count >= WealthboxFactory.Facts.PageSize;
}
