using Counterpart.Links;

namespace Counterpart.Storage;

/// <summary>What a user typed to find a record, as patterns for <c>LIKE … ESCAPE '\'</c>.</summary>
internal readonly struct SearchTerm
{
    public SearchTerm(string? query)
    {
        var typed = query is null ? null : StorableText.Of(query.Trim());
        if (string.IsNullOrEmpty(typed))
        {
            return;
        }

        Id = typed;
        Text = Containing(typed);
        Name = NamePattern(typed);
        Digits = typed.All(IsOfPhone) && DigitsOf(typed) is { Length: > 0 } number ? Containing(number) : null;
    }

    /// <summary>Matches parts of an e-mail address; null when nothing was typed, which matches all.</summary>
    public string? Text { get; }

    /// <summary>Matches a telephone number's digits.</summary>
    public string? Digits { get; }

    public string? Id { get; }

    /// <summary>Matches folded names. It needs no escape.</summary>
    public string? Name { get; }

    public static string DigitsOf(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));

    /// <summary>The words in their order, folded as names are; a lone initial is no help among other words.</summary>
    private static string? NamePattern(string typed)
    {
        var words = typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(NameKey.Fold).Where(word => word.Length > 0).ToList();
        if (words.Exists(word => word.Length > 1))
        {
            words.RemoveAll(word => word.Length == 1);
        }

        return words.Count == 0 ? null : $"%{string.Join('%', words)}%";
    }

    private static bool IsOfPhone(char character) => char.IsAsciiDigit(character) || " +-./()".Contains(character);

    private static string Containing(string part) => $"%{Escaped(Escaped(Escaped(part, @"\"), "%"), "_")}%";

    private static string Escaped(string text, string special) => text.Replace(special, $@"\{special}", StringComparison.Ordinal);
}
