using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;

namespace Counterpart.Sandbox.ClientWorks;

/// <summary>A hub that offers what docs/hub-protocol.md asks for.</summary>
internal sealed class HubSimulator(Action<Subscription> subscribe) : ISimulator
{
    private const string Clients = "/hub/v1/clients";
    private IReadOnlyDictionary<string, Book> _books = new Dictionary<string, Book>(StringComparer.Ordinal);

    public string System => "clientworks";

    public IReadOnlyDictionary<string, Book> Books => Volatile.Read(ref _books);

    public void Load(IEnumerable<Book> books) => Volatile.Write(ref _books, books.ToDictionary(book => book.Tenant, StringComparer.Ordinal));

    // An office that this world does not have has no tokens.
    public Caller? Identify(IHeaderDictionary headers) => HubTokens.Identify(headers) is { } caller && Books.ContainsKey(caller.Tenant) ? caller : null;

    public Reply Unauthorized() => HubProblem.Of(StatusCodes.Status401Unauthorized, "The token is not valid");

    public Reply Limited(int retryAfterSeconds) =>
        HubProblem.Of(StatusCodes.Status429TooManyRequests, "Too many calls") with { RetryAfterSeconds = retryAfterSeconds };

    public string? RecordOf(string path) =>
        path.StartsWith(Clients + "/", StringComparison.Ordinal) ? path[(Clients.Length + 1)..] : null;

    public Reply Answer(Call call)
    {
        var book = Books[call.Caller.Tenant];
        if (call.Method != "GET" && !call.Caller.MayWrite)
            return HubProblem.Forbidden;
        return (call.Method, call.Path, call.After(Clients + "/")) switch
        {
            ("GET", "/hub/v1/me", _) => Reply.Json(StatusCodes.Status200OK, new JsonObject { ["tenant"] = book.Tenant, ["name"] = book.Name }),
            ("GET", "/hub/v1/changes", _) => Changes(book, call),
            ("PUT", "/hub/v1/subscription", _) => Subscribe(call),
            ("POST", Clients, _) => book.Create(call),
            ("GET", _, { } id) => book.Get(id),
            ("PATCH", _, { } id) => book.Patch(id, call),
            ("DELETE", _, { } id) => book.Delete(id, call),
            _ => HubProblem.Of(StatusCodes.Status404NotFound, "The hub does not offer this"),
        };
    }

    private static Reply Changes(Book book, Call call)
    {
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(call.Query);
        var after = 0L;
        var limit = 100;
        if (query.TryGetValue("after", out var position) && !(long.TryParse(position, out after) && after >= 0))
            return HubProblem.BadRequest("after must be a position");
        if (query.TryGetValue("limit", out var count) && !(int.TryParse(count, out limit) && limit is >= 1 and <= 500))
            return HubProblem.BadRequest("limit must be from 1 to 500");
        return book.Changes(after, limit);
    }

    private Reply Subscribe(Call call)
    {
        if (call.Caller.Role != CallerRole.Sync)
            return HubProblem.Forbidden;
        if (JsonText.ParseObject(call.Body) is not { } body)
            return HubProblem.BadRequest("The body must be an object");
        if (!Uri.TryCreate(body.Text("url"), UriKind.Absolute, out var url) || url.Scheme is not ("http" or "https"))
            return HubProblem.Refused("url", "It is not an address");
        if (body.Text("key") is not { Length: > 0 } key)
            return HubProblem.Refused("key", "It cannot be blank");
        subscribe(new Subscription(call.Caller.Tenant, url, key));
        return new Reply(StatusCodes.Status204NoContent);
    }
}
