using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>What a request shows of who makes it: a key, or the session of a browser that signed in with one.</summary>
internal sealed class Credential
{
    private readonly Sessions sessions;

    private Credential(string hash, Session? session, Sessions sessions)
    {
        this.sessions = sessions;
        Hash = hash;
        Session = session;
    }

    /// <summary>Null when the request came with its key.</summary>
    public Session? Session { get; }

    /// <summary>Of the key; made once for a request, which asks for it three times.</summary>
    public string Hash { get; }

    /// <summary>Null when there is none, or none that could be one. The key is of more weight.</summary>
    public static Credential? Read(HttpRequest request, SessionCookie cookie, Sessions sessions)
    {
        if (request.Headers.Authorization.Count > 0)
        {
            return BearerKey.Read(request) is { } key ? new Credential(AccessKeys.HashOf(key), null, sessions) : null;
        }

        return cookie.Read(request) is { } text && sessions.Read(text) is { } session ? new Credential(session.KeyHash, session, sessions) : null;
    }

    /// <summary>Null when the key is unknown or revoked, or the session is over.</summary>
    public async ValueTask<Caller?> FindAsync(ICallers callers, CancellationToken cancel) =>
        Session is null || await sessions.IsOnAsync(Session, cancel) ? await callers.FindByHashAsync(Hash, cancel) : null;
}
