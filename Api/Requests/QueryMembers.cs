using System.Globalization;

namespace Counterpart.Api;

/// <summary>The query of a request. Notes all that is wrong with it; a parameter that is not known is a fault, since a misspelt one would do something else than was asked.</summary>
internal sealed class QueryMembers
{
    private readonly IQueryCollection query;
    private readonly Faults faults;

    public QueryMembers(IQueryCollection query, Faults faults, params ReadOnlySpan<string> known)
    {
        this.query = query;
        this.faults = faults;
        foreach (var (name, values) in query)
        {
            if (!known.Contains(name))
            {
                faults.Add(name, null, known.IsEmpty ? "is not known: there are no query parameters here" : $"is not known: there are {string.Join(", ", known!)}");
            }
            else if (values.Count > 1)
            {
                faults.Add(name, null, "must not be there more than once");
            }
        }
    }

    /// <summary>Null when it is left out or blank.</summary>
    public string? Text(string name, int maxLength)
    {
        if (!query.TryGetValue(name, out var values) || values is not [{ } text] || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        if (TextRule.Check(text, maxLength) is { } rule)
        {
            faults.Add(name, null, rule);
            return null;
        }

        return text;
    }

    public int Limit() => (int)(Number("limit", 1, ApiLimits.PageMax) ?? ApiLimits.PageDefault);

    public long? Number(string name, long min, long max)
    {
        if (!query.TryGetValue(name, out var values) || values is not [{ } text])
        {
            return null;
        }

        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max)
        {
            return number;
        }

        faults.Add(name, null, max == long.MaxValue ? $"must be a whole number from {min} on" : $"must be a whole number from {min} to {max}");
        return null;
    }

    /// <summary>Null when it is left out.</summary>
    public bool? Flag(string name)
    {
        if (!query.TryGetValue(name, out var values) || values is not [{ } text])
        {
            return null;
        }

        if (text is "true" or "false")
        {
            return text is "true";
        }

        faults.Add(name, null, "must be true or false");
        return null;
    }

    public T? Named<T>(string name)
        where T : struct, Enum
    {
        if (!query.TryGetValue(name, out var values) || values is not [{ } text])
        {
            return null;
        }

        if (EnumNames<T>.TryParse(text, out var named))
        {
            return named;
        }

        faults.Add(name, null, EnumNames<T>.Rule);
        return null;
    }

    /// <summary>Where the page before ended.</summary>
    /// <param name="scope">The listing that the cursor must belong to.</param>
    public (string NameKey, string Id)? Cursor(string scope)
    {
        if (Text("cursor", ApiLimits.CursorLength) is not { } text)
        {
            return null;
        }

        if (PageCursor.TryRead(text, scope, out var place))
        {
            return place;
        }

        faults.Add("cursor", null, "must be the next of an answer to the same query");
        return null;
    }
}
