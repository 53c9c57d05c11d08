namespace Counterpart.Tests.Tour;

/// <summary>A block of commands of the tour, and what the text below it says that they answer.</summary>
/// <param name="Line">Where the block begins in the README.</param>
/// <param name="Commands">Each with the lines that continue it.</param>
/// <param name="Expected">Fragments of the output, in their order.</param>
internal sealed record TourStep(int Line, IReadOnlyList<string> Commands, IReadOnlyList<string> Expected)
{
    /// <summary>The first fragment that the output does not hold behind those before it; null when all are there.</summary>
    public string? Missing(string output)
    {
        var at = 0;
        foreach (var fragment in Expected)
        {
            var found = output.IndexOf(fragment, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return fragment;
            }

            at = found + fragment.Length;
        }

        return null;
    }
}
