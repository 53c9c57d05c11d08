namespace Counterpart.Storage;

/// <summary>Something that is encrypted with a key that is not in the store.</summary>
public sealed record SealedRow(string Name, ReadOnlyMemory<byte> Content);
