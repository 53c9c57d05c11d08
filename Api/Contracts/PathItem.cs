using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>One field, or one row of a list, on both sides.</summary>
/// <param name="Hub">Null before it was first read there.</param>
/// <param name="OwedTo">The side that is owed the other's value.</param>
/// <param name="Reason">Why the two differ and stay so, while <c>held</c>.</param>
public sealed record PathItem(
    string Path, ValueItem? Hub, ValueItem? Partner, RegisterStatus Status, Side? OwedTo, HoldReason? Reason)
{
    public static PathItem Of(PathView view) => new(
        view.Path,
        ValueItem.Of(view.Hub),
        ValueItem.Of(view.Partner),
        view.Status,
        view.OwedTo,
        view.Hold is HoldReason.None ? null : view.Hold);
}

/// <param name="Version">The number of the value within its link.</param>
public sealed record ValueItem(FieldValue Value, long Version, DateTimeOffset SeenAt)
{
    public static ValueItem? Of(SideView? view) => view is null ? null : new ValueItem(view.Value, view.Version, view.SeenAt);
}
