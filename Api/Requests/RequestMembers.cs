using System.Collections.Immutable;
using System.Text.Json;

namespace Counterpart.Api;

/// <summary>The members of a request's body, which is one object. Notes all that is wrong with them.</summary>
internal sealed class RequestMembers
{
    private readonly Dictionary<string, JsonElement> members = new(StringComparer.Ordinal);
    private readonly Faults faults;
    private readonly FaultPlace at;
    private readonly bool isObject;

    public RequestMembers(JsonElement body, Faults faults, params ReadOnlySpan<string> known)
        : this(body, faults, FaultPlace.Body, known)
    {
    }

    /// <param name="at">Where in the body the object stands.</param>
    public RequestMembers(JsonElement body, Faults faults, FaultPlace at, params ReadOnlySpan<string> known)
    {
        this.faults = faults;
        this.at = at;
        isObject = body.ValueKind == JsonValueKind.Object;
        if (!isObject)
        {
            faults.Add(at.Field, at.Pointer, "must be an object");
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
            Fault(name, "must be true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    public T Named<T>(string name, T otherwise)
        where T : struct, Enum =>
        Find(name, required: false, out var value) ? Named<T>(name, value) ?? otherwise : otherwise;

    /// <summary>A name that may be left out or null, which are the same.</summary>
    public T? OptionalName<T>(string name)
        where T : struct, Enum =>
        Find(name, required: false, out var value) && value.ValueKind != JsonValueKind.Null ? Named<T>(name, value) : null;

    /// <summary>Text that must be there and not be blank.</summary>
    public string RequiredText(string name, int maxLength) =>
        Find(name, required: true, out var value) ? Text(value, at.Of(name), "must be text", maxLength, blank: false) ?? string.Empty : string.Empty;

    public int WholeNumber(string name, int min, int max, int otherwise)
    {
        if (!Find(name, required: false, out var value))
        {
            return otherwise;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= min && number <= max)
        {
            return number;
        }

        Fault(name, $"must be a whole number from {min} to {max}");
        return otherwise;
    }

    /// <summary>Text that may be left out, null or blank, which are the same.</summary>
    public string? OptionalText(string name, int maxLength) =>
        Find(name, required: false, out var value) && value.ValueKind != JsonValueKind.Null
        && Text(value, at.Of(name), "must be text or null", maxLength) is { } text && !string.IsNullOrWhiteSpace(text)
            ? text
            : null;

    public string Id(string name) => Find(name, required: true, out var value) ? Id(value, at.Of(name)) : string.Empty;

    public T RequiredName<T>(string name)
        where T : struct, Enum =>
        Find(name, required: true, out var value) ? Named<T>(name, value) ?? default : default;

    /// <summary>A whole number from 0 on, which must be there.</summary>
    public long WholeNumber(string name)
    {
        if (!Find(name, required: true, out var value))
        {
            return 0;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0)
        {
            return number;
        }

        Fault(name, "must be a whole number from 0 on");
        return 0;
    }

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
            var id = Id(element, at.Of(name, place));
            if (id.Length > 0 && !places.TryAdd(id, place))
            {
                faults.Add(at.Of(name, place).Field, at.Of(name, place).Pointer, $"must not be the same as {at.Of(name, places[id]).Field}");
            }

            ids.Add(id);
        }

        return ids.MoveToImmutable();
    }

    /// <summary>An object that may be left out or null.</summary>
    public bool FindObject(string name, out JsonElement value)
    {
        if (!Find(name, required: false, out value) || value.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            Fault(name, "must be an object or null");
            return false;
        }

        return true;
    }

    /// <summary>The members of an object whose names are free.</summary>
    public static IEnumerable<(string Name, FaultPlace Place, JsonElement Value)> Entries(JsonElement value, FaultPlace at, Faults faults)
    {
        foreach (var member in value.EnumerateObject())
        {
            var name = NameOf(member);
            if (TextRule.CheckId(name) is { } rule)
            {
                faults.Add(at.Of(name).Field, at.Of(name).Pointer, rule);
                continue;
            }

            yield return (name, at.Of(name), member.Value);
        }
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
            Fault(name, "must be a list");
            return false;
        }

        var length = list.GetArrayLength();
        if (length is 0 || length > max)
        {
            Fault(name, $"must have 1 to {max} elements, and has {length}");
            return false;
        }

        return true;
    }

    private void Note(JsonProperty member, ReadOnlySpan<string> known)
    {
        var name = NameOf(member);
        if (!known.Contains(name))
        {
            Fault(name, known.IsEmpty ? "is not known: there are no members here" : $"is not known: there are {string.Join(", ", known!)}");
        }
        else if (!members.TryAdd(name, member.Value))
        {
            Fault(name, "must not be there more than once");
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
            Fault(name, "is missing");
        }

        return false;
    }

    private T? Named<T>(string name, JsonElement value)
        where T : struct, Enum
    {
        if (value.ValueKind == JsonValueKind.String && TextRule.TryText(value, out var text) && EnumNames<T>.TryParse(text, out var named))
        {
            return named;
        }

        Fault(name, EnumNames<T>.Rule);
        return null;
    }

    private void Fault(string name, string rule) => faults.Add(at.Of(name).Field, at.Of(name).Pointer, rule);

    private string Id(JsonElement value, FaultPlace place) => Text(value, place, "must be text", ApiLimits.IdLength, blank: false) ?? string.Empty;

    private string? Text(JsonElement value, FaultPlace place, string typeRule, int maxLength, bool blank = true)
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

        faults.Add(place.Field, place.Pointer, rule);
        return null;
    }
}
