namespace Counterpart.Links;

/// <summary>
/// Values that a system shows with only their end: <c>******123</c>. What stands behind the mask is not known, so it is
/// neither merged nor written back; only its end can be compared.
/// </summary>
public static class Masking
{
    private const int LeastMasks = 2;
    private const int LongestSuffix = 6;

    /// <summary>Free text and tags may hold anything, and the path of a row is ours: those are never masked.</summary>
    public static bool Applies(FieldKind kind) => kind is not (FieldKind.RowReference or FieldKind.Tag or FieldKind.Note);

    public static bool IsMasked(FieldValue value)
    {
        if (value.Text is { } text)
        {
            return IsMasked(text);
        }

        foreach (var (_, part) in value.Parts)
        {
            if (IsMasked(part))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Two or more mask characters, spaces and hyphens between them, and up to six letters or digits behind; nothing else.</summary>
    public static bool IsMasked(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || !(IsMask(text[0]) || char.IsWhiteSpace(text[0])))
        {
            return false;
        }

        var suffix = Suffix(text, out var masks);
        return masks >= LeastMasks && suffix.Length <= LongestSuffix && !suffix.ContainsAnyExcept(LettersAndDigits);
    }

    /// <summary>Whether what is known of both does not contradict: the shown end is the other's end, and both ends are equal where both are masked.</summary>
    public static bool EndsAlike(FieldValue left, FieldValue right)
    {
        if (left.Text is not { } one || right.Text is not { } other)
        {
            return left.Equals(right);
        }

        return IsMasked(one) ? EndsIn(other, Suffix(one, out _)) : EndsIn(one, Suffix(other, out _));
    }

    private static readonly System.Buffers.SearchValues<char> LettersAndDigits =
        System.Buffers.SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static bool EndsIn(string text, ReadOnlySpan<char> suffix)
    {
        var end = IsMasked(text) ? Suffix(text, out _) : text.AsSpan().TrimEnd();
        var length = Math.Min(end.Length, suffix.Length);
        return IsMasked(text)
            ? end[^length..].Equals(suffix[^length..], StringComparison.OrdinalIgnoreCase)
            : end.EndsWith(suffix, StringComparison.OrdinalIgnoreCase);
    }

    private static ReadOnlySpan<char> Suffix(ReadOnlySpan<char> text, out int masks)
    {
        masks = 0;
        var at = 0;
        for (; at < text.Length && (IsMask(text[at]) || text[at] is '-' || char.IsWhiteSpace(text[at])); at++)
        {
            masks += IsMask(text[at]) ? 1 : 0;
        }

        return text[at..].TrimEnd();
    }

    private static bool IsMask(char c) => c is '*' or '\u2022' or '\u25cf';
}
