using System.Text;
using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>For a Prometheus server, with an operator's key as its bearer token.</summary>
internal static class ReadMetrics
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/metrics", RoleSet.Operator, AnswerAsync,
        new EndpointNotes("readMetrics", "How this node runs, as Prometheus text, without clients' data")
        {
            Answer = new Body(typeof(string), "# HELP counterpart_events_listeners Listeners of live events.\n# TYPE counterpart_events_listeners gauge\ncounterpart_events_listeners 3\n"),
            AnswerType = MediaType,
            Problems = [ProblemCode.Validation],
        });

    private const string MediaType = "text/plain";
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private static Task<IResult> AnswerAsync(ApiCall call)
    {
        if (call.Problem() is { } problem)
        {
            return Task.FromResult<IResult>(problem);
        }

        call.Context.Response.Headers.CacheControl = JsonAnswer.NoStore;
        return Task.FromResult(Results.Text(call.Get<MetricsPage>().Write(), ContentType, Encoding.UTF8));
    }
}
