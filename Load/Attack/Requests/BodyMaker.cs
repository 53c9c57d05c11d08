using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Counterpart.Load.Attack;

/// <summary>Writes JSON to a schema, with odd values at random places.</summary>
/// <param name="oddness">How many of a hundred values are not what the schema asks for.</param>
internal sealed class BodyMaker(ApiDescription description, Names names, Random random, int oddness)
{
    private const int MostDepth = 12;
    private readonly StringBuilder text = new();

    public string Of(Operation operation)
    {
        text.Clear();
        if (operation.Example is { } example && random.Next(2) == 0)
        {
            Copy("", example);
        }
        else
        {
            Write("", operation.Body!.Value, 0);
        }

        return text.ToString();
    }

    private void Write(string name, JsonElement schema, int depth)
    {
        schema = description.Resolve(schema);
        if (depth > MostDepth || IsOdd())
        {
            text.Append(OddTexts.Json(random));
            return;
        }

        if (schema.TryGetProperty("oneOf", out var choices))
        {
            Write(name, choices[random.Next(choices.GetArrayLength())], depth + 1);
            return;
        }

        if (schema.TryGetProperty("enum", out var values))
        {
            text.Append(values[random.Next(values.GetArrayLength())].GetRawText());
            return;
        }

        switch (TypeOf(schema))
        {
            case "object":
                WriteObject(schema, depth);
                break;
            case "array":
                WriteArray(name, schema, depth);
                break;
            case "string":
                WriteString(name, schema);
                break;
            case "integer" or "number":
                text.Append(random.Next(3) == 0 ? random.NextInt64().ToString(CultureInfo.InvariantCulture) : random.Next(100).ToString(CultureInfo.InvariantCulture));
                break;
            case "boolean":
                text.Append(random.Next(2) == 0 ? "true" : "false");
                break;
            case "null":
                text.Append("null");
                break;
            default:
                text.Append(OddTexts.Json(random));
                break;
        }
    }

    private string? TypeOf(JsonElement schema)
    {
        if (!schema.TryGetProperty("type", out var type))
        {
            return schema.TryGetProperty("properties", out _) ? "object" : null;
        }

        return type.ValueKind == JsonValueKind.Array ? type[random.Next(type.GetArrayLength())].GetString() : type.GetString();
    }

    private void WriteObject(JsonElement schema, int depth)
    {
        text.Append('{');
        var isFirst = true;
        if (schema.TryGetProperty("properties", out var members))
        {
            var required = schema.TryGetProperty("required", out var list) ? list.EnumerateArray().Select(item => item.GetString()).ToHashSet() : [];
            foreach (var member in members.EnumerateObject())
            {
                if (required.Contains(member.Name) ? !IsOdd() : random.Next(2) == 0)
                {
                    Member(member.Name, member.Value, depth, ref isFirst);
                    if (IsOdd())
                    {
                        // Which of the two counts?
                        Member(member.Name, member.Value, depth, ref isFirst);
                    }
                }
            }
        }

        if (schema.TryGetProperty("additionalProperties", out var others) && others.ValueKind == JsonValueKind.Object)
        {
            for (var count = random.Next(4); count > 0; count--)
            {
                Member(names.For("path", random)!, others, depth, ref isFirst);
            }
        }

        if (IsOdd())
        {
            Key(OddTexts.JsonString(random), ref isFirst);
            text.Append(OddTexts.Json(random));
        }

        text.Append('}');
    }

    private void Member(string name, JsonElement schema, int depth, ref bool isFirst)
    {
        Key(IsOdd() ? name.ToUpperInvariant() : name, ref isFirst);
        Write(name, schema, depth + 1);
    }

    private void Key(string name, ref bool isFirst)
    {
        text.Append(isFirst ? "" : ",").Append('"').Append(name).Append("\":");
        isFirst = false;
    }

    private void WriteArray(string name, JsonElement schema, int depth)
    {
        text.Append('[');
        var count = random.Next(40) == 0 ? 60 : random.Next(4);
        for (var item = 0; item < count; item++)
        {
            text.Append(item == 0 ? "" : ",");
            if (schema.TryGetProperty("items", out var items))
            {
                Write(name, items, depth + 1);
            }
            else
            {
                text.Append(OddTexts.Json(random));
            }
        }

        text.Append(']');
    }

    private void WriteString(string name, JsonElement schema)
    {
        var value = random.Next(8) > 0 ? names.For(name, random) : null;
        if (value is null && schema.TryGetProperty("format", out var format) && format.GetString() is "date-time")
        {
            value = $"20{random.Next(10, 99)}-0{random.Next(1, 10)}-1{random.Next(10)}T00:00:00Z";
        }

        text.Append('"').Append(value ?? (random.Next(2) == 0 ? $"w{random.Next(10_000)}" : OddTexts.JsonString(random))).Append('"');
    }

    private void Copy(string name, JsonElement example)
    {
        if (IsOdd())
        {
            text.Append(OddTexts.Json(random));
            return;
        }

        switch (example.ValueKind)
        {
            case JsonValueKind.Object:
                text.Append('{');
                var isFirst = true;
                foreach (var member in example.EnumerateObject().Where(_ => !IsOdd()))
                {
                    Key(member.Name, ref isFirst);
                    Copy(member.Name, member.Value);
                }

                text.Append('}');
                break;
            case JsonValueKind.Array:
                text.Append('[');
                var count = 0;
                foreach (var item in example.EnumerateArray())
                {
                    text.Append(count++ == 0 ? "" : ",");
                    Copy(name, item);
                }

                text.Append(']');
                break;
            case JsonValueKind.String when names.For(name, random) is { } value:
                text.Append('"').Append(value).Append('"');
                break;
            default:
                text.Append(example.GetRawText());
                break;
        }
    }

    private bool IsOdd() => random.Next(100) < oddness;
}
