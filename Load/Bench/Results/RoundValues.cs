namespace Counterpart.Load;

/// <summary>What each part reached in each counted round.</summary>
internal sealed class RoundValues
{
    private readonly Dictionary<string, List<double>> values = new(StringComparer.Ordinal);

    /// <summary>In the order in which they were first measured.</summary>
    public IEnumerable<string> Parts => values.Keys;

    public void Add(string part, double value)
    {
        if (!values.TryGetValue(part, out var list))
        {
            values.Add(part, list = []);
        }

        list.Add(value);
    }

    /// <summary>Empty when the part was not measured.</summary>
    public IReadOnlyList<double> Of(string part) => values.GetValueOrDefault(part) ?? [];

    /// <summary>Round by round, so that a slow moment slows both.</summary>
    public IReadOnlyList<double> Ratio(string upper, string lower) => [.. Of(upper).Zip(Of(lower), (above, below) => above / below)];
}
