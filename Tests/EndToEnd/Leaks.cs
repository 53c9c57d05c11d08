using System.Buffers;
using System.Text;

namespace Counterpart.Tests.EndToEnd;

/// <summary>Looks for secrets in what a product said, logged and stored.</summary>
internal sealed class Leaks
{
    private readonly string[] secrets;
    private readonly SearchValues<string> any;

    public Leaks(IEnumerable<string> secrets)
    {
        // In UTF-8, and in UTF-16 as its bytes look one by one.
        this.secrets = [.. secrets.Distinct(StringComparer.Ordinal).SelectMany(secret => new[] { secret, string.Join('\0', secret.ToCharArray()) })];
        any = SearchValues.Create(this.secrets, StringComparison.OrdinalIgnoreCase);
    }

    public IEnumerable<string> InTexts(string where, IEnumerable<string> texts) =>
        texts.Where(text => text.AsSpan().ContainsAny(any)).Select(text => $"{Found(text)} in {where}: {text}");

    /// <summary>The raw bytes of all files but the key ring's own; while the product runs its lock can't be read.</summary>
    public IEnumerable<string> InFolder(string folder, bool running = false) =>
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        where !IsKeyRing(file) && !(running && file.EndsWith(".lock", StringComparison.Ordinal))
        let text = Read(file)
        where text.AsSpan().ContainsAny(any)
        select $"{Found(text)} in {Path.GetRelativePath(folder, file)}";

    private static bool IsKeyRing(string file) =>
        Path.GetFileName(file).StartsWith("key-", StringComparison.Ordinal) && file.EndsWith(".xml", StringComparison.Ordinal);

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        return reader.ReadToEnd();
    }

    private string Found(string text) => string.Join(", ", secrets.Where(secret => text.Contains(secret, StringComparison.OrdinalIgnoreCase)));
}
