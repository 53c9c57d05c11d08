using Counterpart.Links;

namespace Counterpart.Storage;

/// <summary>Which link rows to list, in order of their names, <c>integration/client</c>.</summary>
/// <param name="Integration">Null for all of the firm's.</param>
/// <param name="Phase">Null for all phases.</param>
/// <param name="WithNotices">Only links that have notices.</param>
/// <param name="Book">Only links of this adviser's clients, by the hub's directory. An integration's name up to its first hyphen is its hub's.</param>
/// <param name="Client">Only this hub record's.</param>
/// <param name="After">The link that the page before ended with.</param>
public sealed record LinkListQuery(
    string Firm, string? Integration, string? Phase, bool WithNotices, string? Book, string? Client, LinkKey? After, int Limit);
