using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>What is to be written, in order of client: while nothing is written, what would be.</summary>
/// <param name="Writes">False: the firm observes only, has paused the integration, or has its contact sync off.</param>
/// <param name="Next">The cursor of the next page; null on the last. A page may hold none and still have a next.</param>
public sealed record PreviewAnswer(string Integration, bool Writes, IReadOnlyList<PreviewItem> Paths, string? Next);

/// <param name="To">The side that it is written to.</param>
/// <param name="Value">What is written: the other side's value.</param>
/// <param name="Present">What stands there.</param>
/// <param name="Rule">What decided; null when the history does not tell any more.</param>
/// <param name="Why">The same as a sentence.</param>
/// <param name="Since">When that was decided.</param>
/// <param name="Link">Where the link is read.</param>
public sealed record PreviewItem(
    string Client, string Name, string Path, Side To, string System, ValueItem Value, ValueItem Present, string? Rule, string? Why, DateTimeOffset? Since, string Link)
{
    public static PreviewItem Of(PreviewView view) => new(
        view.Link.Client,
        view.Name,
        view.Path,
        view.To,
        view.System,
        ValueItem.Of(view.Value)!,
        ValueItem.Of(view.Present)!,
        view.Rule,
        view.Why,
        view.Since,
        LinkPath.Of(view.Link));
}
