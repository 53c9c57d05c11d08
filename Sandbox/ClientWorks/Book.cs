using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;
using Counterpart.Sandbox.Records;

namespace Counterpart.Sandbox.ClientWorks;

/// <summary>The clients of one tenant.</summary>
internal sealed class Book(string tenant, string name, RecordTable table, Action<string> changed)
{
    private long _lastClient;

    public string Tenant => tenant;

    public string Name => name;

    public void Seed(JsonObject body, DateTimeOffset at, long lastRow)
    {
        var id = body.Text("id")!;
        _lastClient = Math.Max(_lastClient, long.Parse(id[3..]));
        table.Seed(id, body, at, at, lastRow);
    }

    public void Restore(StateLine line)
    {
        lock (table.Gate)
        {
            table.Restore(line);
            if (line.Version is { } version)
                _lastClient = Math.Max(_lastClient, long.Parse(version.Id[3..]));
        }
    }

    public Reply Get(string client)
    {
        lock (table.Gate)
            return Absent(client) ?? Show(StatusCodes.Status200OK, table.Find(client)!);
    }

    public Reply Create(Call call)
    {
        if (JsonText.ParseObject(call.Body) is not { } sent)
            return HubProblem.BadRequest("The body must be an object");
        var kind = sent.Text("kind") ?? "person";
        if (!ClientShape.Kinds.Contains(kind, StringComparer.Ordinal))
            return HubProblem.Refused("kind", "It is not one of the choices");
        foreach (var given in new[] { "id", "revision", "kind" })
            sent.Remove(given);
        var required = kind == "person" ? "name" : "organizationName";
        if (sent[required] is null)
            return HubProblem.Refused(required, "It cannot be blank");
        lock (table.Gate)
        {
            var id = $"CW-{_lastClient + 1}";
            var draft = ClientShape.Empty(id, kind);
            draft["status"] = "Active";
            if (new ClientPatch(draft, table.TakeRow).Apply(sent) is { } refusal)
                return refusal;
            _lastClient++;
            var reply = Show(StatusCodes.Status201Created, table.Commit(new Edit(call, id, draft)));
            changed(id);
            return reply with { Location = $"/hub/v1/clients/{id}" };
        }
    }

    public Reply Patch(string client, Call call)
    {
        lock (table.Gate)
        {
            if (Absent(client) is { } absent)
                return absent;
            var found = table.Find(client)!;
            switch (Precondition.Check(call, Revision(found)))
            {
                case PreconditionResult.Missing:
                    return HubProblem.Of(StatusCodes.Status428PreconditionRequired, "If-Match with a revision is required");
                case PreconditionResult.Malformed:
                    return HubProblem.BadRequest("If-Match must be a quoted revision");
                case PreconditionResult.Differs:
                    return Show(StatusCodes.Status412PreconditionFailed, found);
            }
            if (JsonText.ParseObject(call.Body) is not { } sent)
                return HubProblem.BadRequest("The body must be an object");
            var draft = (JsonObject)found.Body.DeepClone();
            if (new ClientPatch(draft, table.TakeRow).Apply(sent) is { } refusal)
                return refusal;
            var stored = table.Commit(new Edit(call, client, draft));
            if (stored != found)
                changed(client);
            return Show(StatusCodes.Status200OK, stored);
        }
    }

    public Reply Delete(string client, Call call)
    {
        lock (table.Gate)
        {
            if (Absent(client) is { } absent)
                return absent;
            table.Commit(new Edit(call, client, null));
            changed(client);
            return new Reply(StatusCodes.Status204NoContent);
        }
    }

    public Reply Changes(long after, int limit)
    {
        lock (table.Gate)
        {
            var page = table.ChangedAfter(after).Take(limit + 1).ToList();
            return ChangeFeedPage.Of(page, after, limit);
        }
    }

    /// <summary>The client as it is now, for a post; null when there is none.</summary>
    public byte[]? Post(string client)
    {
        lock (table.Gate)
            return table.Find(client) is { } found ? ChangePost.Of(found) : null;
    }

    public static long Revision(RecordVersion client) => (long)client.Body["revision"]!;

    private Reply? Absent(string client) => table.Find(client) switch
    {
        null => HubProblem.NotFound,
        { Deleted: true } => HubProblem.Gone,
        _ => null,
    };

    private static Reply Show(int status, RecordVersion client) =>
        Reply.Json(status, client.Json) with { ETag = $"\"{Revision(client)}\"" };
}
