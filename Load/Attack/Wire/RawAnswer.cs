using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>An answer as it came.</summary>
/// <param name="Body">Empty for a stream, which is left as soon as it began.</param>
internal sealed record RawAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, byte[] Body)
{
    private const int Shown = 600;

    /// <summary>Null when it is not there; of several the first.</summary>
    public string? Header(string name) =>
        Headers.FirstOrDefault(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Value;

    public string MediaType => (Header("Content-Type") ?? "").Split(';')[0].Trim();

    public string Text => Encoding.UTF8.GetString(Body);

    public override string ToString() => $"{Status} {MediaType} {Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(Body.Length, Shown)))}";
}
