using System.Text.Json;

namespace Counterpart.Api;

/// <summary>The members of a request's body, which is one object. Notes all that is wrong with them.</summary>
internal sealed partial class RequestMembers
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

    private void Fault(string name, string rule) => faults.Add(at.Of(name).Field, at.Of(name).Pointer, rule);
}
