using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>What a request shows of who makes it: a key, or the session of a browser that signed in with one.</summary>
internal sealed class Credential
{
    private readonly string? key;
    private readonly Sessions sessions;

    private Credential(string? key, Session? session, Sessions sessions)
    {
        this.key = key;
        this.sessions = sessions;
        Session = session;
    }

    /// <summary>Null when the request came with its key.</summary>
    public Session? Session { get; }

    /// <summary>Names it in memory.</summary>
    public string Hash => Session?.KeyHash ?? AccessKeys.HashOf(key!);

    /// <summary>Null when there is none, or none that could be one. The key is of more weight.</summary>
    public static Credential? Read(HttpRequest request, SessionCookie cookie, Sessions sessions)
    {
        if (request.Headers.Authorization.Count > 0)
        {
            return BearerKey.Read(request) is { } key ? new Credential(key, null, sessions) : null;
        }

        return cookie.Read(request) is { } text && sessions.Read(text) is { } session ? new Credential(null, session, sessions) : null;
    }

    /// <summary>Null when the key is unknown or revoked, or the session is over.</summary>
    public async ValueTask<Caller?> FindAsync(ICallers callers, CancellationToken cancel)
    {
        if (Session is null)
        {
            return await callers.FindAsync(key!, cancel);
        }

        return await sessions.IsOnAsync(Session, cancel) ? await callers.FindByHashAsync(Session.KeyHash, cancel) : null;
    }
}
