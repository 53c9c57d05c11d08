namespace Counterpart.Storage;

/// <summary>One act of a person or program on the firm's set-up or data, or one refusal.</summary>
/// <param name="Seq">Dense within the firm, from 1; set by the store.</param>
/// <param name="Firm">Null: an operator's act that belongs to no firm.</param>
/// <param name="Actor">As the journal names it: <c>key:…</c>.</param>
/// <param name="Action">A stable name: <c>key.created link.unlinked export.read …</c></param>
/// <param name="Target">What it was done to: a client's id, a key's id; never a value of a record.</param>
/// <param name="Source">The network address that it came from.</param>
/// <param name="Detail">Further facts as JSON; never a secret or a value of a record.</param>
public sealed record AuditRow(
    long Seq, string? Firm, DateTimeOffset At, string Actor, string Role, string Action, string? Target, string? Source, string Outcome, string? Detail);
