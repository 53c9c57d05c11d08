using System.Text.Json;

namespace Counterpart.Api;

// Single values.
internal sealed partial class RequestMembers
{
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
