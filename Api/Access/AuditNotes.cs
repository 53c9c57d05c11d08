using System.Text.Json.Nodes;

namespace Counterpart.Api;

/// <summary>What an endpoint tells the audit of a call beside what every call tells: ids only, never a value of a record or a secret.</summary>
internal sealed class AuditNotes
{
    /// <summary>What it was done to, where the path does not say it.</summary>
    public string? Target { get; set; }

    /// <summary>A firm whose audit shows an operator's act too, once it is done.</summary>
    public string? Firm { get; set; }

    /// <summary>The start of the act is in the audit.</summary>
    public bool Begun { get; set; }

    public JsonObject Detail => field ??= [];
}
