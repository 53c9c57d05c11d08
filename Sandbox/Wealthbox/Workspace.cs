using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;
using Counterpart.Sandbox.Records;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>The contacts of one office.</summary>
internal sealed class Workspace(string id, string name, RecordTable table, TimeProvider clock)
{
    private readonly TagNames _tags = new();
    private long _lastContact;

    public string Id => id;

    public string Name => name;

    public void Seed(JsonObject body, DateTimeOffset createdAt, DateTimeOffset at, long lastRow)
    {
        ContactShape.Derive(body);
        _tags.Know(body);
        _lastContact = Math.Max(_lastContact, (long)body["id"]!);
        table.Seed(body["id"]!.ToString(), body, createdAt, at, lastRow);
    }

    public void Restore(StateLine line)
    {
        lock (table.Gate)
        {
            table.Restore(line);
            if (line.Version is not { } version)
                return;
            _tags.Know(version.Body);
            _lastContact = Math.Max(_lastContact, long.Parse(version.Id));
        }
    }

    public JsonObject Tag(string tag) => _tags.Tag(tag);

    public Reply List(string query, WealthboxSettings settings)
    {
        var filters = new ContactQuery(query, settings.UpdatedSinceExact);
        if (filters.Broken)
            return WealthboxReply.Broken;
        if (filters.BadTime)
            return WealthboxReply.BadRequest("invalid date");
        var time = clock.GetUtcNow() - TimeSpan.FromMilliseconds(Math.Min(settings.StaleListMs, RecordTable.LongestHistory.TotalMilliseconds));
        lock (table.Gate)
        {
            var shown = settings.StaleListMs > 0 ? table.All.Select(contact => contact.AsOf(time)).OfType<RecordVersion>() : table.All;
            var listed = shown.Where(filters.Accepts);
            if (filters.ByChange && settings.Missed is { Count: > 0 } missed)
                listed = listed.Where(contact => !missed.Contains(long.Parse(contact.Id)));
            return ContactPage.Of([.. listed], filters);
        }
    }

    public Reply Get(string contact)
    {
        lock (table.Gate)
            return Standing(contact) is { } found ? Reply.Json(StatusCodes.Status200OK, found.Json) : WealthboxReply.NotFound;
    }

    public Reply Create(Call call, WealthboxSettings settings)
    {
        if (JsonText.ParseObject(call.Body) is not { } sent)
            return WealthboxReply.BadRequest("the body must be an object");
        var type = sent.Text("type") ?? "Person";
        if (type is not ("Person" or "Household" or "Organization" or "Trust"))
            return WealthboxReply.Invalid(new Dictionary<string, string>(StringComparer.Ordinal) { ["type"] = "is not included in the list" });
        lock (table.Gate)
        {
            var draft = ContactShape.Empty(++_lastContact, type);
            return new ContactPatch(draft, settings, table.TakeRow, _tags).Apply(sent)
                ?? Reply.Json(StatusCodes.Status200OK, table.Commit(new Edit(call, _lastContact.ToString(), draft)).Json);
        }
    }

    public Reply Update(string contact, Call call, WealthboxSettings settings)
    {
        lock (table.Gate)
        {
            if (Standing(contact) is not { } found)
                return WealthboxReply.NotFound;
            if (JsonText.ParseObject(call.Body) is not { } sent)
                return WealthboxReply.BadRequest("the body must be an object");
            var draft = (JsonObject)found.Body.DeepClone();
            return new ContactPatch(draft, settings, table.TakeRow, _tags).Apply(sent)
                ?? Reply.Json(StatusCodes.Status200OK, table.Commit(new Edit(call, contact, draft)).Json);
        }
    }

    public Reply Delete(string contact, Call call)
    {
        lock (table.Gate)
        {
            if (Standing(contact) is null)
                return WealthboxReply.NotFound;
            table.Commit(new Edit(call, contact, null));
            return new Reply(StatusCodes.Status204NoContent);
        }
    }

    /// <summary>A merge by a person, which the API does not offer. False when one of the two is not there.</summary>
    public bool Merge(string keep, string gone, Call call)
    {
        lock (table.Gate)
        {
            if (keep == gone || Standing(keep) is not { } kept || Standing(gone) is not { } other)
                return false;
            table.Commit(new Edit(call, gone, null));
            table.Commit(new Edit(call, keep, ContactMerge.Of(kept.Body, other.Body)));
            return true;
        }
    }

    private RecordVersion? Standing(string contact) => table.Find(contact) is { Deleted: false } found ? found : null;
}
