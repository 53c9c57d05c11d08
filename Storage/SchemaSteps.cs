namespace Counterpart.Storage;

/// <summary>The numbered scripts of a schema, as they are embedded in this assembly.</summary>
internal static class SchemaSteps
{
    public static IReadOnlyList<string> Read(string folder)
    {
        var assembly = typeof(SchemaSteps).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
                return reader.ReadToEnd();
            })];
    }
}
