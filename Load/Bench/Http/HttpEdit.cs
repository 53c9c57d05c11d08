using System.Runtime.InteropServices;

namespace Counterpart.Load;

/// <summary>A change of a client's last name that the hub posts.</summary>
/// <param name="Pair">The client's number in the laboratory.</param>
/// <param name="Revision">Higher than any before of that client.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct HttpEdit(int Pair, long Revision)
{
    /// <summary>How an answer says that a change was taken, and is durable.</summary>
    public static ReadOnlySpan<byte> Accepted => "\"accepted\""u8;

    /// <summary>Unique among all edits.</summary>
    public string Name => $"Okafor-{Pair}-{Revision}";
}
