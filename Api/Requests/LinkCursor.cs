using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>A place in a listing of links.</summary>
internal static class LinkCursor
{
    public static LinkKey? After(Caller caller, (string Integration, string Client)? place) =>
        place is { } at ? new LinkKey(caller.Firm!, at.Integration, at.Client) : null;

    public static (string Integration, string Client)? Of(LinkKey? next) => next is { } key ? (key.Integration, key.Client) : null;
}
