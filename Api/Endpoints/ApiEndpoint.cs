namespace Counterpart.Api;

internal delegate Task<IResult> ApiHandler(ApiCall call);

/// <summary>An endpoint for callers with a key.</summary>
internal sealed record ApiEndpoint(string Method, string Pattern, RoleSet Roles, ApiHandler Handler, EndpointNotes Notes);
