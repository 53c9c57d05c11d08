using System.Text;

namespace Counterpart.Links;

/// <summary>Canonical forms: two values with the same one mean the same.</summary>
public static class Canon
{
    public static bool Same(FieldKind kind, string region, FieldValue left, FieldValue right) =>
        left.Equals(right) || string.Equals(Of(kind, region, left), Of(kind, region, right), StringComparison.Ordinal);

    /// <summary>The canonical form; empty for blank.</summary>
    public static string Of(FieldKind kind, string region, FieldValue value)
    {
        if (value.IsBlank)
        {
            return string.Empty;
        }

        if (value.Text is { } text)
        {
            return OfText(kind, text);
        }

        var form = new StringBuilder();
        foreach (var (name, part) in value.Parts)
        {
            form.Append(name).Append('=').Append(OfPart(kind, region, name, part)).Append('\n');
        }

        return form.ToString();
    }

    /// <summary>What makes a row the same row whatever its kind: the number, the address.</summary>
    public static string Identity(FieldKind kind, string region, FieldValue value)
    {
        var form = new StringBuilder();
        foreach (var (name, part) in value.Parts)
        {
            if (!string.Equals(name, "kind", StringComparison.Ordinal))
            {
                form.Append(name).Append('=').Append(OfPart(kind, region, name, part)).Append('\n');
            }
        }

        return form.ToString();
    }

    private static string OfPart(FieldKind kind, string region, string name, string part) => name switch
    {
        "kind" => Squeeze(part).ToLowerInvariant(),
        "number" => PhoneNumbers.Canonical(part, region),
        "address" => kind == FieldKind.Email ? Squeeze(part).ToLowerInvariant() : Squeeze(part).TrimEnd('/'),
        _ => Squeeze(part),
    };

    private static string OfText(FieldKind kind, string text) => kind switch
    {
        FieldKind.Code or FieldKind.Tag => Squeeze(text).ToLowerInvariant(),
        FieldKind.Note => Lines(text),
        FieldKind.Date => text.Length > 10 && text[10] == 'T' ? text[..10] : text.Trim(),
        FieldKind.RowReference => text,
        _ => Squeeze(text),
    };

    /// <summary>As <see cref="Squeeze"/> for each line, whatever ends it, and without blank lines at either end.</summary>
    private static string Lines(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        for (var line = 0; line < lines.Length; line++)
        {
            lines[line] = Squeeze(lines[line]);
        }

        return string.Join('\n', lines).Trim('\n');
    }

    /// <summary>One order of letters and marks, ends trimmed, every run of white space one space.</summary>
    private static string Squeeze(string text)
    {
        var normal = Diacritics.Decompose(text);
        if (!NeedsSqueeze(normal))
        {
            return normal;
        }

        return string.Join(' ', normal.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool NeedsSqueeze(string text)
    {
        var space = true;
        foreach (var c in text)
        {
            var white = char.IsWhiteSpace(c);
            if (white && (space || c != ' '))
            {
                return true;
            }

            space = white;
        }

        return space && text.Length > 0;
    }
}
