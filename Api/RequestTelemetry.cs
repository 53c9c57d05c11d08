using System.Diagnostics;
using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>Measures every request and makes a span of it, by the template of its route: a path names clients, and goes nowhere.</summary>
internal sealed class RequestTelemetry(RequestDelegate next, NodeMetrics metrics, TimeProvider clock)
{
    private const string Unmatched = "unmatched";
    private static readonly string[] Methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    public async Task InvokeAsync(HttpContext context)
    {
        var method = Known(context.Request.Method);
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? Unmatched;
        using var span = Start(context, method, route);
        var began = clock.GetTimestamp();
        metrics.Http.Began();
        try
        {
            await next(context);
        }
        finally
        {
            metrics.Http.Ended(method, route, context.Response.StatusCode, clock.GetElapsedTime(began));
            span?.SetTag("http.response.status_code", context.Response.StatusCode);
            if (context.Response.StatusCode >= StatusCodes.Status500InternalServerError)
            {
                span?.SetStatus(ActivityStatusCode.Error);
            }
        }
    }

    private static string Known(string method)
    {
        foreach (var known in Methods)
        {
            if (HttpMethods.Equals(known, method))
            {
                return known;
            }
        }

        return "OTHER";
    }

    private static Activity? Start(HttpContext context, string method, string route)
    {
        if (!NodeTraces.Source.HasListeners())
        {
            return null;
        }

        // The server's own span carries the path, and is not exported: ours stands in its place.
        Activity.Current = null;
        _ = ActivityContext.TryParse(context.Request.Headers.TraceParent, context.Request.Headers.TraceState, isRemote: true, out var caller);
        return NodeTraces.Source.StartActivity(
            ActivityKind.Server, caller, [new("http.request.method", method), new("http.route", route)], name: $"{method} {route}");
    }
}
