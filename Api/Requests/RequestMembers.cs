using System.Collections.Immutable;
using System.Text.Json;

namespace Counterpart.Api;

/// <summary>The members of a request's body, which is one object. Notes all that is wrong with them.</summary>
internal sealed class RequestMembers
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly Faults faults;
    private readonly bool isObject;

    public RequestMembers(JsonElement body, Faults faults, params ReadOnlySpan<string> known)
    {
        this.faults = faults;
        isObject = body.ValueKind == JsonValueKind.Object;
        if (!isObject)
        {
            faults.Add(string.Empty, string.Empty, "must be an object");
            return;
        }

        foreach (var member in body.EnumerateObject())
        {
            Note(member, known);
        }
    }

    /// <param name="otherwise">For a member that is left out; null: it must be there.</param>
    public bool Flag(string name, bool? otherwise = null)
    {
        if (!Find(name, otherwise is null, out var value))
        {
            return otherwise ?? false;
        }

        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            faults.AddMember(name, "must be true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    public T Named<T>(string name, T otherwise)
        where T : struct, Enum
    {
        if (!Find(name, required: false, out var value))
        {
            return otherwise;
        }

        if (value.ValueKind == JsonValueKind.String && TextRule.TryText(value, out var text) && EnumNames<T>.TryParse(text, out var named))
        {
            return named;
        }

        faults.AddMember(name, EnumNames<T>.Rule);
        return otherwise;
    }

    /// <summary>Text that may be left out, null or blank, which are the same.</summary>
    public string? OptionalText(string name, int maxLength) =>
        Find(name, required: false, out var value) && value.ValueKind != JsonValueKind.Null
        && Text(value, name, $"/{name}", "must be text or null", maxLength) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    public string Id(string name) => Find(name, required: true, out var value) ? Id(value, name, $"/{name}") : string.Empty;

    /// <summary>A list of ids, each once.</summary>
    public ImmutableArray<string> Ids(string name, int max)
    {
        if (!FindList(name, max, out var value))
        {
            return [];
        }

        var ids = ImmutableArray.CreateBuilder<string>(value.GetArrayLength());
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var element in value.EnumerateArray())
        {
            var place = ids.Count;
            var id = Id(element, $"{name}[{place}]", $"/{name}/{place}");
            if (id.Length > 0 && !places.TryAdd(id, place))
            {
                faults.Add($"{name}[{place}]", $"/{name}/{place}", $"must not be the same as {name}[{places[id]}]");
            }

            ids.Add(id);
        }

        return ids.MoveToImmutable();
    }

    /// <summary>A list of 1 to <paramref name="max"/> elements.</summary>
    public bool FindList(string name, int max, out JsonElement list)
    {
        if (!Find(name, required: true, out list))
        {
            return false;
        }

        if (list.ValueKind != JsonValueKind.Array)
        {
            faults.AddMember(name, "must be a list");
            return false;
        }

        var length = list.GetArrayLength();
        if (length is 0 || length > max)
        {
            faults.AddMember(name, $"must have 1 to {max} elements, and has {length}");
            return false;
        }

        return true;
    }

    private void Note(JsonProperty member, ReadOnlySpan<string> known)
    {
        var name = NameOf(member);
        if (!known.Contains(name))
        {
            faults.AddMember(name, $"is not known: there are {string.Join(", ", known!)}");
        }
        else if (!members.TryAdd(name, member.Value))
        {
            faults.AddMember(name, "must not be there more than once");
        }
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            return "(a name that is not valid Unicode)";
        }
    }

    private bool Find(string name, bool required, out JsonElement value)
    {
        if (members.TryGetValue(name, out value))
        {
            return true;
        }

        if (required && isObject)
        {
            faults.AddMember(name, "is missing");
        }

        return false;
    }

    private string Id(JsonElement value, string field, string pointer) =>
        Text(value, field, pointer, "must be text", ApiLimits.IdLength, blank: false) ?? string.Empty;

    private string? Text(JsonElement value, string field, string pointer, string typeRule, int maxLength, bool blank = true)
    {
        string? rule;
        var text = string.Empty;
        if (value.ValueKind != JsonValueKind.String)
        {
            rule = typeRule;
        }
        else if (!TextRule.TryText(value, out text))
        {
            rule = TextRule.NotUnicode;
        }
        else
        {
            rule = TextRule.Check(text, maxLength) ?? (!blank && string.IsNullOrWhiteSpace(text) ? "must not be blank" : null);
        }

        if (rule is null)
        {
            return text;
        }

        faults.Add(field, pointer, rule);
        return null;
    }
}
