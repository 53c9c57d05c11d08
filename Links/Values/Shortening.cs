namespace Counterpart.Links;

/// <summary>What a system that keeps so many letters of a text makes of a longer one.</summary>
internal static class Shortening
{
    /// <summary>No system cuts texts shorter than that, and people do shorten names. White space that it kept is counted.</summary>
    private const int Least = 10;

    /// <summary>Whether what is held is the beginning of what was sent.</summary>
    public static bool Made(FieldKind kind, string region, FieldValue held, FieldValue sent)
    {
        if (kind is not (FieldKind.Text or FieldKind.Note))
        {
            return false;
        }

        var kept = Canon.Of(kind, region, held);
        return kept.Length > 0 && held.Text is { Length: >= Least } && Canon.Of(kind, region, sent).StartsWith(kept, StringComparison.Ordinal);
    }
}
