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
