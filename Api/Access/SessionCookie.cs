namespace Counterpart.Api;

/// <summary>The cookie that holds a session: RFC 6265. Scripts can't read it, and other sites can only follow links with it.</summary>
internal sealed class SessionCookie(ApiOptions options)
{
    private const string Name = "counterpart-session";

    /// <summary>Browsers take this name only with Secure, for the whole host and from no other.</summary>
    private const string SecureName = "__Host-counterpart-session";
    private const int MaxLength = 4096;

    public string? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(NameFor(request), out var text) && text.Length is > 0 and <= MaxLength ? text : null;

    public void Set(HttpContext context, string text, DateTimeOffset expires) =>
        context.Response.Cookies.Append(NameFor(context.Request), text, Attributes(context.Request, expires));

    public void Clear(HttpContext context) => context.Response.Cookies.Delete(NameFor(context.Request), Attributes(context.Request, null));

    private bool IsSecure(HttpRequest request) => options.SecureCookies ?? request.IsHttps;

    private string NameFor(HttpRequest request) => IsSecure(request) ? SecureName : Name;

    /// <summary>Lax: a link from a partner's page to the record here must find the session; what changes something is guarded by <see cref="Forgery"/>.</summary>
    private CookieOptions Attributes(HttpRequest request, DateTimeOffset? expires) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = IsSecure(request),
        Path = "/",
        Expires = expires,
        IsEssential = true,
    };
}
