using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>
/// Writes what a caller sent on a copy of a contact. A PUT is partial: what is not sent stays, and an unknown field is ignored.
/// </summary>
internal sealed class ContactPatch(JsonObject draft, WealthboxSettings settings, Func<long> takeRow, TagNames tags)
{
    private readonly Dictionary<string, string> _errors = new(StringComparer.Ordinal);
    private Reply? _refusal;

    /// <summary>Null when all of it was taken; otherwise the draft is not to be stored.</summary>
    public Reply? Apply(JsonObject sent)
    {
        foreach (var field in ContactFields.All)
        {
            if (sent.TryGetPropertyValue(field.Name, out var value))
                Write(draft, field, value);
        }
        if (!ContactShape.IsPerson(draft) && sent.TryGetPropertyValue("name", out var name))
            Write(draft, new ContactField("name", FieldShape.Text, Clearing.EmptyText), name);
        foreach (var list in ContactRows.Members.Keys)
        {
            if (sent.TryGetPropertyValue(list, out var rows))
                _refusal ??= new RowPatch(list, draft[list]!.AsArray(), settings, takeRow, _errors).Apply(rows);
        }
        if (sent.TryGetPropertyValue("tags", out var names))
            _refusal ??= tags.Replace(draft, names);
        if (sent.TryGetPropertyValue("custom_fields", out var custom))
            _refusal ??= CustomFields.Update(draft, custom);
        ContactShape.Derive(draft);
        if (string.IsNullOrEmpty(draft.Text("name")))
            _errors["name"] = "can't be blank";
        return _refusal ?? (_errors.Count > 0 ? WealthboxReply.Invalid(_errors) : null);
    }

    private void Write(JsonObject target, ContactField field, JsonNode? sent)
    {
        if (field.Shape == FieldShape.Parts)
        {
            WriteParts(field, sent);
            return;
        }
        switch (FieldValue.Read(field, sent))
        {
            case FieldValue.Set set:
                target[field.Name] = set.Value;
                break;
            case FieldValue.Invalid invalid:
                _errors[field.Name] = invalid.Message;
                break;
            case FieldValue.WrongShape:
                _refusal ??= WealthboxReply.BadRequest($"{field.Name} has the wrong type");
                break;
        }
    }

    private void WriteParts(ContactField field, JsonNode? sent)
    {
        if (sent is null)
        {
            draft[field.Name] = null;
            return;
        }
        if (sent is not JsonObject parts)
        {
            _refusal ??= WealthboxReply.BadRequest($"{field.Name} has the wrong type");
            return;
        }
        if (draft[field.Name] is not JsonObject target)
        {
            draft[field.Name] = target = [];
            foreach (var part in field.Parts)
                target[part.Name] = null;
        }
        foreach (var part in field.Parts)
        {
            if (parts.TryGetPropertyValue(part.Name, out var value))
                Write(target, part, value);
        }
    }
}
