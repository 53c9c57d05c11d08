using Counterpart.Links;

namespace Counterpart.Storage;

/// <summary>What a user typed to find a record, as patterns for <c>LIKE … ESCAPE '\'</c>.</summary>
internal readonly struct SearchTerm
{
    /// <summary>Takes the parameters <c>?4 ?5 ?6 ?7</c>: text, digits, id, name. Null text matches all.</summary>
    public const string Condition =
        """
        (?4 is null or r.name_key like ?7 or r.emails like ?4 escape '\' or r.digits like ?5 or r.id = ?6 collate nocase)
        """;

    private readonly string? text;
    private readonly string? digits;
    private readonly string? id;
    private readonly string? name;

    public SearchTerm(string? query)
    {
        var typed = query?.Trim();
        if (string.IsNullOrEmpty(typed))
        {
            return;
        }

        id = typed;
        text = Containing(typed);
        name = NamePattern(typed);
        digits = typed.All(IsOfPhone) && DigitsOf(typed) is { Length: > 0 } number ? Containing(number) : null;
    }

    public static string DigitsOf(string phone) => string.Concat(phone.Where(char.IsAsciiDigit));

    public Statement BindTo(Statement statement) => statement.Bind(text).Bind(digits).Bind(id).Bind(name);

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
