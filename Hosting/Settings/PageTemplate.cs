namespace Counterpart.Hosting;

/// <summary>
/// The address of a system's page for a record, with places for ids: <c>https://app.example.com/contacts/{record}</c>. Ids only ever
/// stand behind the host, escaped: whoever names a record can't lead anybody elsewhere.
/// </summary>
public static class PageTemplate
{
    private static readonly string[] Names = ["record", "client", "partner", "tenant"];

    /// <summary>The rule that the text breaks, to follow the setting's name; null when it breaks none.</summary>
    public static string? Fault(string text)
    {
        const string Form = "must be an http or https address with {record} in its path or query, such as https://app.example.com/contacts/{record}";
        if (!text.All(c => c is > ' ' and <= '~' and not '\\') || Origin(text) is not { } origin)
        {
            return Form;
        }

        var found = new HashSet<string>(StringComparer.Ordinal);
        for (var at = 0; (at = text.AsSpan(at).IndexOfAny('{', '}') is var next and >= 0 ? at + next : -1) >= 0;)
        {
            var end = text.IndexOf('}', at);
            if (text[at] != '{' || end < 0 || at < origin.Length)
            {
                return Form;
            }

            var name = text[(at + 1)..end];
            if (!Names.Contains(name, StringComparer.Ordinal))
            {
                return $"must have no places but {string.Join(", ", Names.Select(known => $"{{{known}}}"))}";
            }

            found.Add(name);
            at = end + 1;
        }

        return found.Contains("record") ? null : Form;
    }

    /// <summary>Null when an id that it needs is not known, or would not stay in its place.</summary>
    public static Uri? Fill(string template, string record, string client, string? partner, string? tenant)
    {
        var text = template;
        foreach (var (name, id) in new[] { ("record", record), ("client", client), ("partner", partner), ("tenant", tenant) })
        {
            var place = $"{{{name}}}";
            if (!text.Contains(place, StringComparison.Ordinal))
            {
                continue;
            }

            // A browser takes . and .. for steps through the path, escaped or not.
            if (id is null or "" or "." or "..")
            {
                return null;
            }

            text = text.Replace(place, Uri.EscapeDataString(id), StringComparison.Ordinal);
        }

        return Fault(template) is null && Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : null;
    }

    /// <summary>Scheme and host, as they stand in the text.</summary>
    private static string? Origin(string text)
    {
        var start = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? 8 : text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? 7 : -1;
        var end = start < 0 ? -1 : text.AsSpan(start).IndexOfAny('/', '?', '#') is var next and >= 0 ? start + next : -1;
        return end > start && Uri.TryCreate(text[..end], UriKind.Absolute, out var origin) && origin is { UserInfo: "", Host.Length: > 0 } && !text[..end].Contains('@', StringComparison.Ordinal)
            ? text[..end]
            : null;
    }
}
