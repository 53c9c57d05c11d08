using System.Text.Json.Serialization;
using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>What one journal record changed in one link: the data of an event <c>link</c>.</summary>
/// <param name="Seq">The journal sequence of the firm; the event's id is <c>{data epoch}-{seq}</c>.</param>
/// <param name="Actor">Who did it: a key, or the system that it was seen in.</param>
/// <param name="Revision">The link's revision since then.</param>
public sealed record EventAnswer(
    long Seq, DateTimeOffset At, string Actor, string Integration, string Client, long Revision, IReadOnlyList<EventChange> Changes)
{
    public static EventAnswer Of(LinkRecord record) => new(
        record.Seq,
        record.At,
        record.Actor,
        record.Link.Integration,
        record.Link.Client,
        record.Revision,
        [.. record.Changes.Select(EventChange.Of)]);
}

/// <param name="Kind">What happened. Kinds are added: one that is not known means that the link changed.</param>
/// <param name="Path">The field; left out for the link as a whole.</param>
/// <param name="Side">Where a value was seen, or whose won.</param>
/// <param name="Version">The number of the value.</param>
/// <param name="Value">The new value where one was seen or has won; left out when it is blank.</param>
/// <param name="Reason">Why: the rule that decided, the reason for holding, the notice's cause.</param>
/// <param name="Partner">The partner record's id, when linked.</param>
public sealed record EventChange(
    LinkChangeKind Kind,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Path = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Side? Side = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Version = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FieldValue? Value = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Partner = null)
{
    public static EventChange Of(LinkChange change) => new(
        change.Kind, change.Path, change.Side, change.Version, change.Value is { IsBlank: false } value ? value : null, change.Reason, change.Partner);
}

/// <summary>Where a stream begins: the data of an event <c>ready</c> or <c>reset</c>.</summary>
/// <param name="From">The position: everything after it follows.</param>
/// <param name="Reason">For <c>reset</c>: why it does not begin where the listener was. Read anew what is shown.</param>
public sealed record EventStart(
    string From, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] EventReset? Reason = null);
