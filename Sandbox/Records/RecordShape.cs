using System.Text.Json.Nodes;

namespace Counterpart.Sandbox.Records;

/// <summary>What the table has to know of a system's records: how they are compared, and what it stamps on them.</summary>
internal sealed record RecordShape
{
    /// <summary>Lists whose rows have ids of their own.</summary>
    public required IReadOnlySet<string> RowLists { get; init; }

    /// <summary>Objects whose members change one by one.</summary>
    public required IReadOnlySet<string> Nested { get; init; }

    /// <summary>Members that follow from others or from the change itself.</summary>
    public required Func<JsonObject, string, bool> Derived { get; init; }

    /// <summary>Writes revision or times on the body that is about to be stored; the flag is true for a new record.</summary>
    public required Action<JsonObject, DateTimeOffset, bool> Stamp { get; init; }
}
