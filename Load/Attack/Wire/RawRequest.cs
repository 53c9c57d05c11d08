using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>A request to the byte, for no client library would send what an attacker does.</summary>
/// <param name="Path">With its query, as it is sent.</param>
/// <param name="Headers">In their order; a name can come twice.</param>
internal sealed record RawRequest(string Method, string Path, IReadOnlyList<(string Name, string Value)> Headers, ReadOnlyMemory<byte> Body)
{
    private const int ShownBody = 600;
    private const int ShownText = 300;

    public bool IsHead => Method == "HEAD";

    /// <summary>Head and body. Texts are sent as Latin-1: a letter above ÿ must have been escaped before.</summary>
    public byte[] ToBytes()
    {
        var head = new StringBuilder().Append(Method).Append(' ').Append(Path).Append(" HTTP/1.1\r\n");
        foreach (var (name, value) in Headers)
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        head.Append("\r\n");
        return [.. Encoding.Latin1.GetBytes(head.ToString()), .. Body.Span];
    }

    /// <summary>What a person needs to see of it, in a few lines.</summary>
    public override string ToString()
    {
        var text = new StringBuilder().Append("    ").Append(Method).Append(' ').AppendLine(Cut(Path, ShownText));
        foreach (var (name, value) in Headers)
        {
            text.Append("    ").Append(name).Append(": ").AppendLine(Cut(value, ShownText));
        }

        return text.Append("    ").Append(Cut(Encoding.Latin1.GetString(Body.Span[..Math.Min(Body.Length, ShownBody)]), ShownBody))
            .Append(Body.Length > ShownBody ? $"… ({Body.Length} bytes)" : "").ToString();
    }

    private static string Cut(string text, int most)
    {
        var shown = new StringBuilder();
        foreach (var letter in text.AsSpan(0, Math.Min(text.Length, most)))
        {
            shown.Append(letter is >= ' ' and <= '~' ? letter.ToString() : $"\\x{(int)letter:x2}");
        }

        return text.Length > most ? $"{shown}… ({text.Length})" : shown.ToString();
    }
}
