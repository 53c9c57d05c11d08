namespace Counterpart.Sandbox.World;

/// <summary>The plots of the demo world in a seeded order, each as often as it is meant to occur.</summary>
internal sealed class DemoPlots
{
    private readonly List<Plot> _left = [];

    public DemoPlots(int seed)
    {
        foreach (var (plot, count) in new[]
        {
            (Plot.SameTaxId, 92), (Plot.OneSideBlank, 20), (Plot.Differing, 10), (Plot.NameOnly, 33),
            (Plot.Ambiguous, 9), (Plot.Contradicting, 12), (Plot.Alone, 18),
        })
            _left.AddRange(Enumerable.Repeat(plot, count));
        var random = new Random(seed);
        for (var i = _left.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (_left[i], _left[j]) = (_left[j], _left[i]);
        }
    }

    /// <summary>The next plot that suits a kind: namesakes are people, and a household has no tax id.</summary>
    public Plot Next(string kind)
    {
        var index = _left.FindIndex(plot => kind switch
        {
            "person" => true,
            "household" => plot is Plot.NameOnly or Plot.Alone,
            _ => plot is not (Plot.Ambiguous or Plot.Contradicting),
        });
        var next = index < 0 ? Plot.Alone : _left[index];
        if (index >= 0)
            _left.RemoveAt(index);
        return next;
    }
}
