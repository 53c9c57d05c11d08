namespace Counterpart.Api;

internal static class ReadMe
{
    public static readonly ApiEndpoint Endpoint = new(HttpMethods.Get, "/v1/me", RoleSet.Everybody, Answer, new EndpointNotes("readMe", "Whose key it is")
    {
        Answer = Body.Of(ExampleMe.Answer, ApiJson.Types.MeAnswer),
        Problems = [ProblemCode.Validation],
    });

    private static Task<IResult> Answer(ApiCall call) =>
        Task.FromResult<IResult>(call.Problem() is { } problem ? problem : new JsonAnswer<MeAnswer>(MeAnswer.Of(call.Caller), ApiJson.Types.MeAnswer));
}
