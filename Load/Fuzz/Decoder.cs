namespace Counterpart.Load.Fuzz;

/// <summary>Something that reads bytes which others may have made, or an older version, or nobody.</summary>
/// <param name="Name">The folder of its corpus too.</param>
/// <param name="Again">
/// What the decoded is when it is written again; null when the bytes were refused with the decoder's own error. Any other
/// exception is a fault, and so is it when what was written reads as something else.
/// </param>
internal sealed record Decoder(string Name, Func<byte[], byte[]?> Again)
{
    /// <summary>It takes only what was made with a secret that no corpus has.</summary>
    public bool RefusesAll { get; init; }

    /// <summary>What our own code in it has allocated so far on this thread, where another reader frames what it decodes; null: all of it is ours.</summary>
    public Func<long>? Allocated { get; init; }
}
