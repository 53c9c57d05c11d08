using Counterpart.Hosting;

namespace Counterpart.Api;

internal static class PauseLink
{
    public static readonly ApiEndpoint Pause = new(
        HttpMethods.Post, "/v1/links/{integration}/{client}/pause", RoleSet.FirmAdmin | RoleSet.Adviser, PauseAsync,
        Notes("pauseLink", "Stop writing to either side of a link", ExampleSync.Paused) with
        {
            Description = "Both sides are read and compared as before; what is edited meanwhile is reconciled when the link is resumed. Pausing a paused link changes nothing.",
        });

    public static readonly ApiEndpoint Resume = new(
        HttpMethods.Post, "/v1/links/{integration}/{client}/resume", RoleSet.FirmAdmin | RoleSet.Adviser, ResumeAsync,
        Notes("resumeLink", "Go on with a paused link", ExampleSync.Resumed) with
        {
            Description = "Resuming a link that is not paused changes nothing.",
        });

    private static EndpointNotes Notes(string name, string summary, ActAnswer example) => new(name, summary)
    {
        Parameters = [Parameter.Integration, Parameter.Client, Parameter.IdempotencyKey],
        Answer = Body.Of(example, ApiJson.Types.ActAnswer),
        Problems = [ProblemCode.Validation, ProblemCode.NotFound, ProblemCode.NotLinked, ProblemCode.KeyReused],
    };

    private static Task<IResult> PauseAsync(ApiCall call) => AnswerAsync(call, call.Links.PauseAsync);

    private static Task<IResult> ResumeAsync(ApiCall call) => AnswerAsync(call, call.Links.ResumeAsync);

    private static async Task<IResult> AnswerAsync(
        ApiCall call, Func<Caller, string, string, RequestKey?, CancellationToken, Task<ActOutcome?>> act)
    {
        var (asked, problem) = await ActRequest.ReadAsync(call);
        if (asked is null)
        {
            return problem!;
        }

        return await act(call.Caller, asked.Integration.Name, asked.Client, asked.Key, call.Cancel) switch
        {
            null => Problems.NoSuchClient,
            { IsLinked: false } outcome => Problems.NotLinked(outcome.Status),
            { } outcome => new JsonAnswer<ActAnswer>(ActAnswer.Of(asked.Integration.Name, asked.Client, outcome), ApiJson.Types.ActAnswer),
        };
    }
}
