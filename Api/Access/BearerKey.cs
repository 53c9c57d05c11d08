namespace Counterpart.Api;

/// <summary>The key of a request: <c>Authorization: Bearer …</c>, RFC 6750.</summary>
internal static class BearerKey
{
    private const string Scheme = "Bearer ";

    /// <summary>Null when there is none, or none that could be a key.</summary>
    public static string? Read(HttpRequest request)
    {
        var values = request.Headers.Authorization;
        if (values is not [{ } text] || !text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var key = text.AsSpan(Scheme.Length).Trim(' ');
        return key.Length is > 0 and <= ApiLimits.KeyLength && !key.ContainsAnyExceptInRange('!', '~') ? key.ToString() : null;
    }
}
