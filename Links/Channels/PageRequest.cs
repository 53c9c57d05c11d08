using System.Text.Json.Serialization;

namespace Counterpart.Links;

/// <summary>Which page of a system's records to read. A closed set.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "p")]
[JsonDerivedType(typeof(All), "all")]
[JsonDerivedType(typeof(UpdatedSince), "updated")]
[JsonDerivedType(typeof(DeletedSince), "deleted")]
[JsonDerivedType(typeof(Feed), "feed")]
[JsonDerivedType(typeof(Newest), "newest")]
public abstract record PageRequest
{
    private PageRequest()
    {
    }

    /// <summary>Every record, in an order that changes of records leave as it is.</summary>
    public sealed record All(int Page = 1) : PageRequest;

    public sealed record UpdatedSince(DateTimeOffset Since, int Page = 1) : PageRequest;

    public sealed record DeletedSince(DateTimeOffset Since, int Page = 1) : PageRequest;

    /// <summary>The feed after a position; 0 is its start.</summary>
    public sealed record Feed(long After) : PageRequest;

    /// <summary>
    /// The first records of those changed since, newest first: a peek between two passes. The vendor's order is not relied on, so
    /// it is never part of a pass.
    /// </summary>
    public sealed record Newest(DateTimeOffset Since, int Count) : PageRequest;
}
