using System.Text.Json;

namespace Counterpart.Systems.ClientWorks;

/// <summary>The members of an object in a posted change, each name once.</summary>
internal static class ChangeMembers
{
    /// <summary>So few are looked through faster than a table of them is made.</summary>
    private const int Few = 8;

    public static List<(string Name, JsonElement Value)> Of(JsonElement element, Func<string, ChangePlace> place, List<ChangeFault> faults)
    {
        var members = new List<(string Name, JsonElement Value)>();
        HashSet<string>? names = null;
        foreach (var property in element.EnumerateObject())
        {
            if (NameOf(property) is not { } name)
            {
                var nameless = place(string.Empty);
                faults.Add(new ChangeFault(nameless.Pointer, nameless.Field, "has a name that is not valid Unicode"));
            }
            else if (names?.Add(name) ?? members.Member(name) is null)
            {
                members.Add((name, property.Value));
                names ??= members.Count > Few ? members.Select(member => member.Name).ToHashSet(StringComparer.Ordinal) : null;
            }
            else
            {
                var at = place(name);
                faults.Add(new ChangeFault(at.Pointer, at.Field, "is there more than once"));
            }
        }

        return members;
    }

    /// <summary>Null when there is none of that name.</summary>
    public static JsonElement? Member(this List<(string Name, JsonElement Value)> members, string name)
    {
        foreach (var member in members)
        {
            if (string.Equals(member.Name, name, StringComparison.Ordinal))
            {
                return member.Value;
            }
        }

        return null;
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
