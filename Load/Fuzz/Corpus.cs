namespace Counterpart.Load.Fuzz;

/// <summary>Real encodings, kept as files: what inputs are made of.</summary>
internal static class Corpus
{
    private static string Root => Path.Combine(AppContext.BaseDirectory, "Fuzz", "Corpus");

    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static IReadOnlyList<byte[]> Of(string decoder)
    {
        var folder = Path.Combine(Root, decoder);
        return Directory.Exists(folder) && Directory.GetFiles(folder) is { Length: > 0 } files
            ? [.. files.Order(StringComparer.Ordinal).Select(File.ReadAllBytes)]
            : throw new InvalidOperationException($"There is no corpus for {decoder}.");
    }
}
