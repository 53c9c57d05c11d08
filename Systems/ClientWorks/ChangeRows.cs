using System.Collections.Immutable;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Systems.ClientWorks;

/// <summary>Reads one list of a posted change. The list is the whole list: what is not in it is not there any more.</summary>
internal sealed class ChangeRows(ListMapping list, ChangePlace place, List<ChangeFault> faults)
{
    public const int MaxRows = 100;

    private readonly Dictionary<string, int> ids = new(StringComparer.Ordinal);

    public ImmutableArray<RecordRow> Read(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Add(place, "must be a list of rows");
            return [];
        }

        if (value.GetArrayLength() > MaxRows)
        {
            Add(place, $"must not have more than {MaxRows} rows");
            return [];
        }

        var rows = ImmutableArray.CreateBuilder<RecordRow>(value.GetArrayLength());
        var number = 0;
        foreach (var row in value.EnumerateArray())
        {
            rows.Add(Row(row, place.Row(number), number));
            number++;
        }

        return rows.ToImmutable();
    }

    private RecordRow Row(JsonElement row, ChangePlace at, int number)
    {
        if (row.ValueKind != JsonValueKind.Object)
        {
            Add(at, "must be a row with an id");
            return new RecordRow(string.Empty, FieldValue.Blank);
        }

        var id = Id(row, at, number);
        var primary = false;
        var parts = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var member in ChangeMembers.Of(row, at.Member, faults))
        {
            if (member.Name == "primary")
            {
                primary = Primary(member.Value, at);
            }
            else if (member.Name != "id")
            {
                parts[member.Name] = Part(member.Name, member.Value, at);
            }
        }

        return new RecordRow(id, FieldValue.OfParts(parts), primary);
    }

    private string Id(JsonElement row, ChangePlace at, int number)
    {
        var id = string.Empty;
        if (row.Member("id") is not { } member)
        {
            Add(at.Member("id"), "is missing");
        }
        else if (ChangeText.CheckId(member, out id) is { } rule)
        {
            Add(at.Member("id"), rule);
        }
        else if (!ids.TryAdd(id, number))
        {
            Add(at.Member("id"), $"is also the id of row {ids[id]}");
        }

        return id;
    }

    private bool Primary(JsonElement value, ChangePlace at)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Add(at.Member("primary"), "must be true or false");
        }

        return value.ValueKind == JsonValueKind.True;
    }

    private string? Part(string name, JsonElement value, ChangePlace at)
    {
        if (!list.Parts.Any(part => part.Name == name))
        {
            Add(at.Member(name), $"is not known in {list.Name}");
            return null;
        }

        if (ChangeText.Check(value, ChangeText.MaxLength, lines: false, out var text) is { } rule)
        {
            Add(at.Member(name), rule);
            return null;
        }

        return name == "kind" ? text.ToLowerInvariant() : text;
    }

    private void Add(ChangePlace at, string rule) => faults.Add(new ChangeFault(at.Pointer, at.Field, rule));
}
