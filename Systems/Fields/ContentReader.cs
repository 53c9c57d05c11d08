using System.Collections.Immutable;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Systems;

/// <summary>A record's JSON to neutral content. What is absent, or cannot be read for what it should be, is not covered.</summary>
internal static class ContentReader
{
    public static RecordContent Read(JsonElement record, RecordKind kind, SystemFields fields)
    {
        var scalars = ImmutableDictionary.CreateBuilder<string, FieldValue>(StringComparer.Ordinal);
        foreach (var field in fields.Scalars)
        {
            if (Has(kind, field.Holders) && record.Member(field.Name) is { } member && Scalar(member, field) is { } value)
            {
                scalars[field.Path] = value;
            }
        }

        var lists = ImmutableDictionary.CreateBuilder<string, ImmutableArray<RecordRow>>(StringComparer.Ordinal);
        foreach (var list in fields.Lists)
        {
            if (record.Member(list.Name) is { ValueKind: JsonValueKind.Array } member && Rows(member, list, fields.Primary) is { } rows)
            {
                lists[list.List] = rows;
            }
        }

        foreach (var (set, name) in fields.Sets)
        {
            if (record.Member(name) is { ValueKind: JsonValueKind.Array } member && Names(member) is { } names)
            {
                lists[set] = names;
            }
        }

        return new RecordContent { Scalars = scalars.ToImmutable(), Lists = lists.ToImmutable() };
    }

    private static bool Has(RecordKind kind, FieldHolders holders) => holders switch
    {
        FieldHolders.Persons => kind == RecordKind.Person,
        FieldHolders.Others => kind != RecordKind.Person,
        _ => true,
    };

    private static FieldValue? Scalar(JsonElement member, FieldMapping field)
    {
        if (!member.TryText(out var text))
        {
            return null;
        }

        if (!field.IsDate || string.IsNullOrWhiteSpace(text))
        {
            return FieldValue.Of(text);
        }

        return JsonText.Date(text) is { } date ? FieldValue.Of(date) : null;
    }

    // One row that cannot be read leaves the whole list uncovered: left out by itself it would look deleted.
    private static ImmutableArray<RecordRow>? Rows(JsonElement array, ListMapping list, string primary)
    {
        var rows = ImmutableArray.CreateBuilder<RecordRow>(array.GetArrayLength());
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in array.EnumerateArray())
        {
            if (element.Id("id") is not { } id || !ids.Add(id) || Parts(element, list) is not { } value)
            {
                return null;
            }

            rows.Add(new RecordRow(id, value, element.IsTrue(primary)));
        }

        return rows.ToImmutable();
    }

    // As with rows: one name that cannot be read leaves the whole set uncovered.
    private static ImmutableArray<RecordRow>? Names(JsonElement array)
    {
        var names = ImmutableArray.CreateBuilder<RecordRow>(array.GetArrayLength());
        foreach (var element in array.EnumerateArray())
        {
            var member = element.ValueKind == JsonValueKind.Object ? element.Member("name") : element;
            if (member is not { ValueKind: JsonValueKind.String } || !JsonText.TryString(member.Value, out var name))
            {
                return null;
            }

            if (!string.IsNullOrWhiteSpace(name))
            {
                names.Add(new RecordRow(element.Id("id") ?? name, FieldValue.Of(name)));
            }
        }

        return names.ToImmutable();
    }

    private static FieldValue? Parts(JsonElement row, ListMapping list)
    {
        var parts = new List<KeyValuePair<string, string?>>();
        foreach (var (part, name) in list.Parts)
        {
            if (row.Member(name) is not { } member)
            {
                continue;
            }

            if (!member.TryText(out var text))
            {
                return null;
            }

            parts.Add(KeyValuePair.Create(part, (string?)(part == "kind" ? text.ToLowerInvariant() : text)));
        }

        return FieldValue.OfParts(parts);
    }
}
