using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

internal static class ViewRecord
{
    public static readonly ApiEndpoint Endpoint = new(
        HttpMethods.Get, "/v1/links/{integration}/{client}/view", RoleSet.FirmAdmin | RoleSet.Adviser | RoleSet.Client, AnswerAsync,
        new EndpointNotes("viewRecord", "Where the other system shows the client, and back")
        {
            Description = "side=partner is the partner's record page with the client in context, side=hub the client's summary page in the hub. "
                + "A browser, and whoever says redirect=true, is led there (302). The addresses are the settings hubPage and partnerPage.",
            Parameters =
            [
                Parameter.Integration,
                Parameter.Client,
                Parameter.Query("side", "Which system's page; must be there.", EnumNames<Side>.All),
                Parameter.Query("redirect", "true: 302; false: JSON. Left out, the Accept header decides.", ["true", "false"]),
            ],
            LeadsTo = "the record's page.",
            Answer = Body.Of(ExampleNotices.View, ApiJson.Types.ViewAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound, ProblemCode.NotLinked, ProblemCode.PageNotSet],
        });

    private static async Task<IResult> AnswerAsync(ApiCall call)
    {
        var faults = new Faults();
        var asked = new QueryMembers(call.Request.Query, faults, "side", "redirect");
        var client = call.Client(faults);
        var side = asked.Named<Side>("side");
        var redirect = asked.Flag("redirect") ?? WantsPage(call.Request);
        if (side is null && !faults.Any)
        {
            faults.Add("side", null, "is missing");
        }

        if (faults.Any)
        {
            return faults.Answer();
        }

        if (call.Integration is not { } integration)
        {
            return Problems.NoSuchIntegration;
        }

        return !call.MaySee(client)
            ? Problems.NoSuchClient
            : await call.Links.FindPageAsync(call.Caller, integration.Name, client, side!.Value, call.Cancel) switch
            {
                RecordPage.At at when redirect => new Redirection(at.Address),
                RecordPage.At at => new JsonAnswer<ViewAnswer>(
                    new ViewAnswer(integration.Name, client, side.Value, at.System, at.Record, at.Address.AbsoluteUri), ApiJson.Types.ViewAnswer),
                RecordPage.NotLinked(var status) => Problems.NotLinked(status),
                RecordPage.NotSet(var system) => Problems.PageNotSet(integration.Name, system, side.Value),
                _ => Problems.NoSuchClient,
            };
    }

    /// <summary>A browser asks for HTML before anything else.</summary>
    private static bool WantsPage(HttpRequest request) =>
        request.GetTypedHeaders().Accept.MaxBy(type => type.Quality ?? 1) is { } best
        && best.MediaType.Equals("text/html", StringComparison.OrdinalIgnoreCase);

    private sealed class Redirection(Uri address) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = StatusCodes.Status302Found;
            httpContext.Response.Headers.Location = address.AbsoluteUri;
            httpContext.Response.Headers.CacheControl = JsonAnswer.NoStore;

            // The other system need not know which client was looked at here.
            httpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
            return Task.CompletedTask;
        }
    }
}
