using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>Finds out who makes a request, and bounds how often an address may be wrong about it.</summary>
internal sealed class Authentication(ICallers callers, Sessions sessions, SessionCookie cookie, AttemptLimit attempts, NodeMetrics metrics)
{
    public async ValueTask<(Caller? Caller, Credential? Credential, ProblemAnswer? Refusal)> FindAsync(HttpContext context)
    {
        var request = context.Request;
        var credential = Credential.Read(request, cookie, sessions);
        var address = ClientAddress.Of(context);
        if (attempts.IsExhausted(address, credential?.Hash) is { } wait)
        {
            metrics.Http.Limited("address");
            return (null, null, Problems.TooManyAttempts(wait));
        }

        if (credential is not null && await credential.FindAsync(callers, context.RequestAborted) is { } caller)
        {
            attempts.Good(credential.Hash);
            return credential.Session is not null && Forgery.IsFromElsewhere(request) ? (null, null, Problems.CrossSite()) : (caller, credential, null);
        }

        attempts.Bad(address);
        var keyGiven = request.Headers.Authorization.Count > 0;
        if (keyGiven || cookie.Read(request) is null)
        {
            return (null, credential, Problems.Unauthenticated(keyGiven));
        }

        cookie.Clear(context);
        return (null, null, Problems.SessionOver());
    }
}
