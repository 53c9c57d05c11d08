using System.Text.Json;

namespace Counterpart.Systems;

/// <summary>
/// The names of fields that an error's body speaks of. Bodies differ (<c>error</c> or <c>errors</c>, text, list or object), may hold
/// values of the record, and are looked at for names only.
/// </summary>
internal static class RefusalNames
{
    private static readonly string[] ErrorMembers = ["errors", "error"];

    private static readonly string[] NameMembers = ["field", "attribute", "param", "pointer"];

    private static readonly char[] AroundNames = [' ', '\t', '\n', '"', '\'', '`', ',', ':', ';', '(', ')'];

    public static IEnumerable<string> In(JsonElement body) =>
        ErrorMembers.SelectMany(name => body.Member(name) is { } errors ? Walk(errors, string.Empty) : [])
            .Concat(body.Member("field") is { ValueKind: JsonValueKind.String } field ? Named(field) : [])
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Walk(JsonElement element, string at) => element.ValueKind switch
    {
        JsonValueKind.Object => Members(element).SelectMany(member => IsName(member.Name, member.Value)
            ? Named(member.Value)
            : Walk(member.Value, at.Length == 0 ? member.Name : $"{at}.{member.Name}")),
        JsonValueKind.Array => element.EnumerateArray()
            .SelectMany((item, place) => Walk(item, item.ValueKind == JsonValueKind.Object && at.Length > 0 ? $"{at}.{place}" : at)),
        JsonValueKind.String when at.Length == 0 => InText(element),
        _ => at.Length > 0 ? [at] : [],
    };

    private static bool IsName(string member, JsonElement value) =>
        value.ValueKind == JsonValueKind.String && NameMembers.Contains(member, StringComparer.Ordinal);

    private static IEnumerable<(string Name, JsonElement Value)> Members(JsonElement element)
    {
        foreach (var property in element.EnumerateObject())
        {
            string name;
            try
            {
                name = property.Name;
            }
            catch (InvalidOperationException)
            {
                continue;
            }

            yield return (name, property.Value);
        }
    }

    private static IEnumerable<string> Named(JsonElement element) => JsonText.TryString(element, out var text) ? [text] : [];

    // "Birth date is invalid", "birth_date is invalid", "unknown value for contact_type": the first words, and any word with an underscore.
    private static IEnumerable<string> InText(JsonElement element)
    {
        if (!JsonText.TryString(element, out var text))
        {
            return [];
        }

        var words = text.Split(AroundNames, StringSplitOptions.RemoveEmptyEntries);
        return Enumerable.Range(1, Math.Min(3, words.Length))
            .Select(count => string.Join('_', words.Take(count)).ToLowerInvariant())
            .Concat(words.Where(word => word.Contains('_', StringComparison.Ordinal)));
    }
}
