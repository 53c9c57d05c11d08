namespace Counterpart.Load;

/// <summary>Measures some figures that belong together: sides in turn, round after round.</summary>
internal interface IBenchmark
{
    /// <summary>As on the command line, and of its file of results.</summary>
    string Name { get; }

    string Description { get; }

    /// <returns>The figures; none where the machine lacks what is needed, which it says.</returns>
    /// <exception cref="InvalidOperationException">What was measured is not true: an edit that was answered is not there.</exception>
    Task<IReadOnlyList<Figure>> RunAsync(BenchContext context, CancellationToken cancel);
}
