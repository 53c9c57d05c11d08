using System.Text.Json.Nodes;
using Counterpart.Storage;

namespace Counterpart.Api;

/// <summary>One act of a person or program, or one refusal.</summary>
/// <param name="Seq">Dense within the firm's audit, from 1.</param>
/// <param name="Actor"><c>key:</c> with the key's public name, or <c>console:</c> with the name of somebody at the machine.</param>
/// <param name="Action">The operation's name in this document.</param>
/// <param name="Target">What it was done to: an id.</param>
/// <param name="Source">The address that it came from.</param>
/// <param name="Outcome"><c>ok</c>, a problem's code, or <c>begun</c>: written before the effect. A <c>begun</c> with no outcome of the same request was cut off.</param>
/// <param name="Detail">Further facts: <c>request</c>, the key's <c>label</c>, ids.</param>
public sealed record AuditItem(
    long Seq, DateTimeOffset At, string Actor, string Role, string Action, string? Target, string? Source, string Outcome, JsonNode? Detail)
{
    public static AuditItem Of(AuditRow row) => new(
        row.Seq, row.At, row.Actor, row.Role, row.Action, row.Target, row.Source, row.Outcome, row.Detail is null ? null : JsonNode.Parse(row.Detail));
}

/// <summary>The firm's acts, oldest first; an operator's are the operators'.</summary>
/// <param name="Next">What to send as <c>after</c> for those that follow; null at the end.</param>
public sealed record AuditAnswer(IReadOnlyList<AuditItem> Entries, long? Next);
