using System.Collections.Immutable;
using System.Text.Json;

namespace Counterpart.Api;

// Lists and objects.
internal sealed partial class RequestMembers
{
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
}
