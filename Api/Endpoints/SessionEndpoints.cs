namespace Counterpart.Api;

/// <summary>A browser signs in with a key once, and goes on with a cookie.</summary>
internal static class SessionEndpoints
{
    private const string Path = "/v1/session";
    private static readonly Body Answer = Body.Of(ExampleMe.Session, ApiJson.Types.SessionAnswer);

    public static readonly ApiEndpoint SignIn = new(
        HttpMethods.Post, Path, RoleSet.Everybody, SignInAsync,
        new EndpointNotes("signIn", "Sign a browser in with a key")
        {
            Description = "Sent with the key as always, and answered with a cookie that stands for it: not to be read by scripts, not sent by other sites' requests, "
                + "for at most 12 hours, and not longer than the key is good. With the cookie a request that changes something must come from a page of the same "
                + "origin, as browsers say in Sec-Fetch-Site or Origin.",
            Answer = Answer,
            Problems = [ProblemCode.Validation],
        });

    public static readonly ApiEndpoint Read = new(
        HttpMethods.Get, Path, RoleSet.Everybody, ReadAsync,
        new EndpointNotes("readSession", "The session that the cookie stands for") { Answer = Answer, Problems = [ProblemCode.Validation, ProblemCode.NotFound] });

    public static readonly ApiEndpoint SignOut = new(
        HttpMethods.Delete, Path, RoleSet.Everybody, SignOutAsync,
        new EndpointNotes("signOut", "End the session that the cookie stands for")
        {
            Answer = Body.Of(new SignedOutAnswer(true), ApiJson.Types.SignedOutAnswer),
            Problems = [ProblemCode.Validation, ProblemCode.NotFound],
        });

    private static Task<IResult> SignInAsync(ApiCall call)
    {
        if (call.Problem() is { } problem)
        {
            return Task.FromResult<IResult>(problem);
        }

        if (call.Credential.Session is not null)
        {
            // Or a session could be prolonged for ever without the key.
            return Task.FromResult<IResult>(Problems.Unauthenticated(keyGiven: false));
        }

        var (session, text) = call.Get<Sessions>().Start(call.Credential.Hash);
        call.Get<SessionCookie>().Set(call.Context, text, session.Expires);
        return Task.FromResult<IResult>(Of(call, session));
    }

    private static Task<IResult> ReadAsync(ApiCall call) => Task.FromResult<IResult>(
        call.Problem() is { } problem ? problem : call.Credential.Session is { } session ? Of(call, session) : Problems.NoSession);

    private static async Task<IResult> SignOutAsync(ApiCall call)
    {
        if ((call.Problem() ?? (call.Credential.Session is null ? Problems.NoSession : null)) is { } problem)
        {
            return problem;
        }

        await call.Get<Sessions>().EndAsync(call.Credential.Session!, call.Cancel);
        call.Get<SessionCookie>().Clear(call.Context);
        return new JsonAnswer<SignedOutAnswer>(new SignedOutAnswer(true), ApiJson.Types.SignedOutAnswer);
    }

    private static JsonAnswer<SessionAnswer> Of(ApiCall call, Session session) =>
        new(new SessionAnswer(MeAnswer.Of(call.Caller), session.Expires), ApiJson.Types.SessionAnswer);
}
