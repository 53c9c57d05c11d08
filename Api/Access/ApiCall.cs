using Counterpart.Hosting;
using Counterpart.Systems;

namespace Counterpart.Api;

/// <summary>A request of a known caller.</summary>
internal sealed class ApiCall(HttpContext context, Caller caller, Credential credential, ILinkService links)
{
    public Caller Caller { get; } = caller;

    /// <summary>What the caller showed.</summary>
    public Credential Credential { get; } = credential;

    public HttpContext Context => context;

    public ILinkService Links { get; } = links;

    public HttpRequest Request => context.Request;

    public CancellationToken Cancel => context.RequestAborted;

    /// <summary>One of the node's services.</summary>
    public T Get<T>()
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    /// <summary>The caller as the credential is worth now: null when it is worth nothing any more.</summary>
    public ValueTask<Caller?> FindAgainAsync(CancellationToken cancel) => Credential.FindAsync(Get<ICallers>(), cancel);

    public Sight Sight => Sight.For(Caller);

    public Integration? Integration => Integrations.TryGet(Route("integration"), out var integration) ? integration : null;

    public AuditNotes Audit { get; } = new();

    /// <summary>Tells the audit that the act begins: before an effect that no journal records with its actor.</summary>
    public Task BeginAsync(EndpointNotes notes) => Service<AuditLog>().BeginAsync(context, this, notes.Name);

    /// <summary>What the host offers beside links.</summary>
    public T Service<T>()
        where T : notnull => context.RequestServices.GetRequiredService<T>();

    /// <summary>A part of the path, decoded. The server leaves an encoded slash as it is.</summary>
    public string Route(string name) =>
        ((string)context.GetRouteValue(name)!).Replace("%2F", "/", StringComparison.OrdinalIgnoreCase);

    /// <summary>The client of the path.</summary>
    public string Client(Faults faults)
    {
        var client = Route("client");
        if (TextRule.CheckId(client) is { } rule)
        {
            faults.Add("client", null, rule);
        }

        return client;
    }

    /// <summary>False for a client of the hub that asks for somebody else.</summary>
    public bool MaySee(string client) => Caller.Role != Role.Client || string.Equals(Caller.Subject, client, StringComparison.Ordinal);
}
