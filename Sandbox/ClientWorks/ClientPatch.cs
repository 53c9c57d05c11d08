using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.ClientWorks;

/// <summary>Writes a patch on a copy of a client. Only what is named changes, and one refused value refuses all of it.</summary>
internal sealed class ClientPatch(JsonObject draft, Func<long> takeRow)
{
    private Reply? _refusal;

    /// <summary>Null when all of it was taken; otherwise the draft is not to be stored.</summary>
    public Reply? Apply(JsonObject sent)
    {
        foreach (var (name, value) in sent)
        {
            _refusal = Write(name, value);
            if (_refusal is not null)
                return _refusal;
        }
        return null;
    }

    private Reply? Write(string name, JsonNode? value)
    {
        if (ClientRows.Find(name) is { } list)
            return new ClientRowPatch(list, draft[name]!.AsArray(), takeRow).Apply(value);
        if (name == "name")
            return WriteName(value);
        if (name == "tags")
            return WriteTags(value);
        if (!ClientScalar.Knows(name))
            return HubProblem.Refused(name, "There is no such field, or it cannot be changed");
        var isPerson = draft["name"] is not null;
        if (name == "organizationName" && (isPerson || value is null))
            return HubProblem.Refused(name, isPerson ? "A person has no organization name" : "It cannot be blank");
        if (ClientScalar.Refuse(name, value) is { } reason)
            return HubProblem.Refused(name, reason);
        draft[name] = ClientScalar.Text(value);
        return null;
    }

    private Reply? WriteName(JsonNode? value)
    {
        if (draft["name"] is not JsonObject standing)
            return HubProblem.Refused("name", "Only a person has a name");
        if (value is not JsonObject parts)
            return HubProblem.Refused("name", "It must be an object");
        foreach (var (part, text) in parts)
        {
            var field = $"name/{part}";
            if (!ClientShape.NameParts.Contains(part, StringComparer.Ordinal))
                return HubProblem.Refused(field, "There is no such field");
            if (ClientScalar.Refuse(field, text) is { } reason)
                return HubProblem.Refused(field, reason);
            standing[part] = ClientScalar.Text(text);
        }
        return standing["first"] is null && standing["last"] is null ? HubProblem.Refused("name/last", "It cannot be blank") : null;
    }

    private Reply? WriteTags(JsonNode? value)
    {
        if (value is not JsonArray tags || tags.Any(tag => ClientScalar.Text(tag) is null))
            return HubProblem.Refused("tags", "It must be a list of names");
        draft["tags"] = tags.DeepClone();
        return null;
    }
}
