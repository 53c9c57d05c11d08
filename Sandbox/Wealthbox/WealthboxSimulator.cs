using System.Text.Json.Nodes;
using Counterpart.Sandbox.Calls;
using Counterpart.Sandbox.Control;

namespace Counterpart.Sandbox.Wealthbox;

/// <summary>The part of the Wealthbox API that deals with contacts. It has no webhooks and no versions.</summary>
internal sealed class WealthboxSimulator(SettingsCell<WealthboxSettings> settings) : ISimulator
{
    private IReadOnlyDictionary<string, Workspace> _workspaces = new Dictionary<string, Workspace>(StringComparer.Ordinal);

    public string System => "wealthbox";

    public IReadOnlyDictionary<string, Workspace> Workspaces => Volatile.Read(ref _workspaces);

    public void Load(IEnumerable<Workspace> workspaces) =>
        Volatile.Write(ref _workspaces, workspaces.ToDictionary(workspace => workspace.Id, StringComparer.Ordinal));

    // An office that this world does not have has no tokens.
    public Caller? Identify(IHeaderDictionary headers) => WealthboxTokens.Identify(headers) is { } caller && Workspaces.ContainsKey(caller.Tenant) ? caller : null;

    public Reply Unauthorized() => WealthboxReply.Unauthorized;

    public Reply Limited(int retryAfterSeconds) => WealthboxReply.Limited(retryAfterSeconds);

    public string? RecordOf(string path) => path.StartsWith("/v1/contacts/", StringComparison.Ordinal) ? path["/v1/contacts/".Length..] : null;

    public bool Merge(MergeRequest request)
    {
        if (!Workspaces.TryGetValue(request.Tenant, out var workspace))
            return false;
        var person = new Caller(request.Tenant, CallerRole.User);
        var sent = JsonText.Bytes(new JsonObject { ["keep"] = request.Keep, ["gone"] = request.Gone });
        var call = new Call(Seq: 0, person, "MERGE", "/v1/contacts", "", null, sent);
        return workspace.Merge(request.Keep.ToString(), request.Gone.ToString(), call);
    }

    public Reply Answer(Call call)
    {
        var workspace = Workspaces[call.Caller.Tenant];
        if (call is { Path: "/v1/me", Method: "GET" })
            return MePage.For(call.Caller, workspace.Name);
        var contact = call.After("/v1/contacts/");
        if (contact is null && call.Path != "/v1/contacts")
            return WealthboxReply.NotFound;
        if (call.Method != "GET" && !call.Caller.MayWrite)
            return WealthboxReply.Forbidden;
        return (call.Method, contact) switch
        {
            ("GET", null) => workspace.List(call.Query, settings.Current),
            ("POST", null) => workspace.Create(call, settings.Current),
            ("GET", { } id) => workspace.Get(id),
            ("PUT", { } id) => workspace.Update(id, call, settings.Current),
            ("DELETE", { } id) => workspace.Delete(id, call),
            _ => WealthboxReply.NotFound,
        };
    }
}
