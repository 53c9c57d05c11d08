using System.Text.Json;

namespace Counterpart.Systems.ClientWorks;

/// <summary>The members of an object in a posted change, each name once.</summary>
internal static class ChangeMembers
{
    public static List<(string Name, JsonElement Value)> Of(JsonElement element, Func<string, ChangePlace> place, List<ChangeFault> faults)
    {
        var members = new List<(string Name, JsonElement Value)>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in element.EnumerateObject())
        {
            if (NameOf(property) is not { } name)
            {
                var nameless = place(string.Empty);
                faults.Add(new ChangeFault(nameless.Pointer, nameless.Field, "has a name that is not valid Unicode"));
            }
            else if (names.Add(name))
            {
                members.Add((name, property.Value));
            }
            else
            {
                var at = place(name);
                faults.Add(new ChangeFault(at.Pointer, at.Field, "is there more than once"));
            }
        }

        return members;
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
