using System.Text;

namespace Counterpart.Links;

/// <summary>Folds a name for comparison: case, accents, spacing and common punctuation aside.</summary>
public static class NameKey
{
    public static string OfPerson(string? first, string? last) => string.Concat(Fold(first), "|", Fold(last)) is { Length: > 1 } key ? key : string.Empty;

    public static string Of(SystemRecord record) =>
        record.Kind == RecordKind.Person
            ? OfPerson(Text(record, FieldPaths.FirstName), Text(record, FieldPaths.LastName))
            : Fold(Text(record, FieldPaths.OrganizationName));

    /// <summary>Letters and digits only, lower-case, without their marks: <c>D'Arcy-Łukasz</c> gives <c>darcylukasz</c>.</summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return string.Empty;
        }

        var folded = new StringBuilder(text.Length);
        foreach (var rune in Diacritics.Decompose(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                folded.Append(WithoutStroke(Rune.ToLowerInvariant(rune)));
            }
        }

        return folded.ToString();
    }

    // Letters whose mark Unicode does not decompose.
    private static string WithoutStroke(Rune rune) => rune.Value switch
    {
        'ł' => "l",
        'ø' => "o",
        'đ' or 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => rune.ToString(),
    };

    private static string? Text(SystemRecord record, string path) => record.Content.Scalars.GetValueOrDefault(path)?.Text;
}
