namespace Counterpart.Links;

/// <summary>One row of a list (a phone number, an address) in one system.</summary>
/// <param name="Id">The system's own id of the row.</param>
/// <param name="Value">Its parts: see <see cref="ListParts"/>.</param>
/// <param name="Primary">The system calls it the main one of its list.</param>
public sealed record RecordRow(string Id, FieldValue Value, bool Primary = false);
