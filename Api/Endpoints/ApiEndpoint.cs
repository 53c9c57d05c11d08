namespace Counterpart.Api;

internal delegate Task<IResult> ApiHandler(ApiCall call);

/// <summary>An endpoint for callers with a key.</summary>
internal sealed record ApiEndpoint(string Method, string Pattern, RoleSet Roles, ApiHandler Handler, EndpointNotes Notes)
{
    /// <summary>Its answer lasts as long as the caller listens: it does not count among the requests that are worked on.</summary>
    public bool IsStream { get; init; }

    /// <summary>It takes what systems post, which come in greater numbers than people's requests.</summary>
    public bool IsFeed { get; init; }

    /// <summary>Its calls are in the audit: of those that change something all, unless another record of them names their actor.</summary>
    public bool IsAudited { get; init; } = !HttpMethods.IsGet(Method);
}
