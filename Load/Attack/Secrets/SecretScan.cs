using System.Buffers;
using System.Text;

namespace Counterpart.Load.Attack;

/// <summary>Looks for secrets in what a product said, logged, sent and stored, however they are spelled.</summary>
internal sealed class SecretScan
{
    /// <summary>Digits alone are a secret only where no other digit is beside them.</summary>
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    private readonly ILookup<char, (string Text, string Secret, string How)> spellings;
    private readonly SearchValues<string> any;

    public SecretScan(IEnumerable<string> secrets)
    {
        var all = secrets.Distinct(StringComparer.Ordinal).SelectMany(secret => Spellings.Of(secret).Select(spelling => (spelling.Text, secret, spelling.How))).ToList();
        spellings = all.ToLookup(spelling => char.ToLowerInvariant(spelling.Text[0]));
        any = SearchValues.Create([.. all.Select(spelling => spelling.Text).Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
    }

    /// <returns>What was found in them, one line each.</returns>
    public IEnumerable<string> InTexts(string where, IEnumerable<string> texts) =>
        texts.Select(text => (Found: In(text), text)).Where(item => item.Found is not null).Select(item => $"{item.Found} in {where}: {item.text}");

    /// <summary>The raw bytes of all files but the key ring's own; while the product runs its lock can't be read.</summary>
    public IEnumerable<string> InFolder(string folder, bool running = false) =>
        from file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        where !IsKeyRing(file) && !(running && file.EndsWith(".lock", StringComparison.Ordinal))
        let found = In(Read(file))
        where found is not null
        select $"{found} in {Path.GetRelativePath(folder, file)}";

    /// <summary>The secrets in it and how they are spelled; null when there are none.</summary>
    /// <param name="text">Bytes read as Latin-1, or a text.</param>
    public string? In(string text)
    {
        HashSet<string> found = [];
        for (var from = 0; from < text.Length;)
        {
            var at = text.AsSpan(from).IndexOfAny(any);
            if (at < 0)
            {
                break;
            }

            from += at;
            found.UnionWith(spellings[char.ToLowerInvariant(text[from])].Where(spelling => IsAt(text, from, spelling.Text)).Select(spelling => $"{spelling.Secret} {spelling.How}"));
            from++;
        }

        return found.Count == 0 ? null : string.Join(", ", found);
    }

    public string? In(byte[] bytes) => In(Encoding.Latin1.GetString(bytes));

    private static bool IsAt(string text, int at, string spelling)
    {
        if (!text.AsSpan(at).StartsWith(spelling, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        return spelling.AsSpan().ContainsAnyExcept(Digits)
            || ((at == 0 || !char.IsAsciiDigit(text[at - 1])) && (at + spelling.Length == text.Length || !char.IsAsciiDigit(text[at + spelling.Length])));
    }

    private static bool IsKeyRing(string file) =>
        Path.GetFileName(file).StartsWith("key-", StringComparison.Ordinal) && file.EndsWith(".xml", StringComparison.Ordinal);

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
        return reader.ReadToEnd();
    }
}
