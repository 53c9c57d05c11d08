using System.Collections.Immutable;
using System.Text.Json;
using Counterpart.Links;

namespace Counterpart.Systems.ClientWorks;

/// <summary>Reads one change as the hub posts it, and finds all that is wrong with it.</summary>
public sealed class ClientWorksChangeParser
{
    private static readonly ImmutableDictionary<string, FieldValue> NoScalars = ImmutableDictionary.Create<string, FieldValue>(StringComparer.Ordinal);
    private static readonly ImmutableDictionary<string, ImmutableArray<RecordRow>> NoLists =
        ImmutableDictionary.Create<string, ImmutableArray<RecordRow>>(StringComparer.Ordinal);

    private readonly List<ChangeFault> faults = [];

    private ClientWorksChangeParser()
    {
    }

    public static ChangeParse Parse(JsonElement change)
    {
        var parser = new ClientWorksChangeParser();
        var parsed = parser.Change(change);
        return parser.faults.Count == 0 ? new ChangeParse.Parsed(parsed) : new ChangeParse.Invalid([.. parser.faults]);
    }

    private ClientWorksChange Change(JsonElement change)
    {
        if (change.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new ChangeFault(string.Empty, string.Empty, "must be an object with record, revision and fields"));
            return new ClientWorksChange(string.Empty, 0, null);
        }

        var members = ChangeMembers.Of(change, ChangePlace.Top, faults);
        foreach (var (name, _) in members)
        {
            if (name is not ("record" or "revision" or "fields" or "deleted"))
            {
                Add(ChangePlace.Top(name), "is not known");
            }
        }

        var record = Record(members);
        var revision = Revision(members);
        return new ClientWorksChange(record, revision, Deleted(members) ? null : Fields(members));
    }

    private string Record(List<(string Name, JsonElement Value)> members)
    {
        var id = string.Empty;
        if ((members.Member("record") is { } value ? ChangeText.CheckId(value, out id) : "is missing") is { } rule)
        {
            Add(ChangePlace.Top("record"), rule);
        }

        return id;
    }

    private long Revision(List<(string Name, JsonElement Value)> members)
    {
        if (members.Member("revision") is not { } value)
        {
            Add(ChangePlace.Top("revision"), "is missing");
            return 0;
        }

        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var revision) && revision > 0)
        {
            return revision;
        }

        Add(ChangePlace.Top("revision"), "must be a whole number above 0");
        return 0;
    }

    private bool Deleted(List<(string Name, JsonElement Value)> members)
    {
        if (members.Member("deleted") is not { } value || value.ValueKind == JsonValueKind.False)
        {
            return false;
        }

        if (value.ValueKind != JsonValueKind.True)
        {
            Add(ChangePlace.Top("deleted"), "must be true or false");
        }
        else if (members.Member("fields") is not null)
        {
            Add(ChangePlace.Top("fields"), "must not be there when deleted is true");
        }

        return true;
    }

    private RecordContent Fields(List<(string Name, JsonElement Value)> members)
    {
        if (members.Member("fields") is not { } fields)
        {
            Add(ChangePlace.Top("fields"), "is missing");
            return RecordContent.Empty;
        }

        if (fields.ValueKind != JsonValueKind.Object)
        {
            Add(ChangePlace.Top("fields"), "must be an object");
            return RecordContent.Empty;
        }

        var scalars = NoScalars.ToBuilder();
        var lists = NoLists.ToBuilder();
        foreach (var (path, value) in ChangeMembers.Of(fields, ChangePlace.InFields, faults))
        {
            if (ClientWorksFields.Client.Scalar(path) is { } field)
            {
                scalars[path] = Scalar(value, field, path);
            }
            else if (ClientWorksFields.Client.List(path) is { } list)
            {
                lists[path] = new ChangeRows(list, ChangePlace.InFields(path), faults).Read(value);
            }
            else if (ClientWorksFields.Client.Sets.ContainsKey(path))
            {
                lists[path] = Names(value, ChangePlace.InFields(path));
            }
            else
            {
                Add(ChangePlace.InFields(path), "is not a field that is kept in step");
            }
        }

        return new RecordContent { Scalars = scalars.ToImmutable(), Lists = lists.ToImmutable() };
    }

    private FieldValue Scalar(JsonElement value, FieldMapping field, string path)
    {
        var most = field.IsNote ? ChangeText.MaxTextLength : ChangeText.MaxLength;
        if (ChangeText.Check(value, most, lines: field.IsNote, out var text) is { } rule)
        {
            Add(ChangePlace.InFields(path), rule);
        }
        else if (field.IsDate && text.Length > 0 && !(text.Length == 10 && JsonText.Date(text) is not null))
        {
            Add(ChangePlace.InFields(path), "must be a date, yyyy-MM-dd");
        }

        return FieldValue.Of(text);
    }

    private ImmutableArray<RecordRow> Names(JsonElement value, ChangePlace place)
    {
        if (value.ValueKind != JsonValueKind.Array)
        {
            Add(place, "must be a list of names");
            return [];
        }

        if (value.GetArrayLength() > ChangeRows.MaxRows)
        {
            Add(place, $"must not have more than {ChangeRows.MaxRows} names");
            return [];
        }

        var names = ImmutableArray.CreateBuilder<RecordRow>(value.GetArrayLength());
        var number = 0;
        foreach (var element in value.EnumerateArray())
        {
            var at = place.Row(number++);
            var name = string.Empty;
            var rule = element.ValueKind == JsonValueKind.String
                ? ChangeText.Check(element, ChangeText.MaxLength, lines: false, out name) ?? (string.IsNullOrWhiteSpace(name) ? "must not be blank" : null)
                : "must be text";
            AddIf(at, rule);
            names.Add(new RecordRow(name, FieldValue.Of(name)));
        }

        return names.ToImmutable();
    }

    private void AddIf(ChangePlace place, string? rule)
    {
        if (rule is not null)
        {
            Add(place, rule);
        }
    }

    private void Add(ChangePlace place, string rule) => faults.Add(new ChangeFault(place.Pointer, place.Field, rule));
}
