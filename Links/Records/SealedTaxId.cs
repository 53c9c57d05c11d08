namespace Counterpart.Links;

/// <summary>
/// A tax id as everything behind a connector knows it: enough to compare and to show its end, never the number.
/// </summary>
/// <param name="Hash">Keyed hash of the digits, lower-case hex: equal numbers have equal hashes.</param>
/// <param name="LastFour">The last four digits, for display.</param>
/// <param name="Cipher">The number, encrypted with the node's key ring.</param>
public sealed record SealedTaxId(string Hash, string LastFour, string Cipher);
