using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Systems.ClientWorks;

/// <summary>One change that the hub posted: docs/hub-protocol.md.</summary>
/// <param name="Record">The client's id.</param>
/// <param name="Revision">The client's revision after the change.</param>
/// <param name="Content">The fields that changed, and only these; null when the client was deleted.</param>
public sealed record ClientWorksChange(string Record, long Revision, RecordContent? Content)
{
    public bool IsDeletion => Content is null;
}

/// <summary>What is wrong with one member of a posted change.</summary>
/// <param name="Pointer">
/// RFC 6901, from the change on and without the leading slash: <c>fields/name~1last</c>, <c>fields/phones/0/number</c>.
/// </param>
/// <param name="Field">The same, as the caller wrote it: <c>name/last</c>, <c>phones[0].number</c>.</param>
/// <param name="Rule">The rule that it breaks, to follow the field's name: <c>must be text or null</c>. Holds no value.</param>
public sealed record ChangeFault(string Pointer, string Field, string Rule);

/// <summary>A posted change, or all that is wrong with it.</summary>
public abstract record ChangeParse
{
    private ChangeParse()
    {
    }

    public sealed record Parsed(ClientWorksChange Change) : ChangeParse;

    public sealed record Invalid(ImmutableArray<ChangeFault> Faults) : ChangeParse;
}
