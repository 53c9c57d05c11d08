using Counterpart.Hosting;
using Counterpart.Systems;

namespace Counterpart.Api;

/// <summary>A request of a known caller.</summary>
internal sealed class ApiCall(HttpContext context, Caller caller, ILinkService links)
{
    public Caller Caller { get; } = caller;

    public ILinkService Links { get; } = links;

    public HttpRequest Request => context.Request;

    public CancellationToken Cancel => context.RequestAborted;

    public Sight Sight => Sight.For(Caller);

    public Integration? Integration => Integrations.TryGet(Route("integration"), out var integration) ? integration : null;

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
