namespace Counterpart.Sandbox.Wealthbox;

/// <summary>Query parameters as Wealthbox reads them: a repeated one counts with its last value, only <c>tags[]</c> collects.</summary>
internal sealed class QueryText
{
    private readonly Dictionary<string, string> _last = new(StringComparer.Ordinal);

    public QueryText(string query)
    {
        foreach (var part in query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = part.IndexOf('=') is var at and >= 0 ? (Decode(part[..at]), Decode(part[(at + 1)..])) : (Decode(part), "");
            if (name == "tags[]")
                Tags.Add(value);
            else
                _last[name] = value;
        }
    }

    public List<string> Tags { get; } = [];

    public IEnumerable<string> Names => _last.Keys;

    public string? this[string name] => _last.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
