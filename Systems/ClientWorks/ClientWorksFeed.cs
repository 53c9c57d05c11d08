using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Systems.ClientWorks;

/// <summary>The hub's change feed, a page at a time.</summary>
internal static class ClientWorksFeed
{
    public static string Query(PageRequest request) => request is PageRequest.Feed feed
        ? string.Create(CultureInfo.InvariantCulture, $"/changes?after={feed.After}&limit={ClientWorksFactory.Facts.PageSize}")
        : throw new ArgumentException("ClientWorks is read by its feed.", nameof(request));

    /// <summary>Null when the body is not a page of the feed, wholly: an entry that was skipped would never come again.</summary>
    public static PageResult.Page? Read(JsonElement body, PageRequest request, Call.Answered answer, ConnectorOptions options)
    {
        if (body.Member("changes") is not { ValueKind: JsonValueKind.Array } changes || body.LongNumber("next") is not { } next)
        {
            return null;
        }

        var records = ImmutableArray.CreateBuilder<SystemRecord>();
        var deleted = ImmutableArray.CreateBuilder<string>();
        foreach (var change in changes.EnumerateArray())
        {
            if (change.IsTrue("deleted") && change.Id("id") is { } id)
            {
                deleted.Add(id);
            }
            else if (change.Member("client") is { } client && ClientWorksClient.Read(client, options) is { } record)
            {
                records.Add(record);
            }
            else
            {
                return null;
            }
        }

        var after = ((PageRequest.Feed)request).After;
        var more = body.IsTrue("more");
        return next < after || (more && next == after)
            ? null
            : new PageResult.Page(
                records.ToImmutable(),
                deleted.ToImmutable(),
                more ? new PageRequest.Feed(next) : null,
                next,
                null,
                answer.StartedAt,
                answer.EndedAt);
    }
}
