using System.Collections.Frozen;

namespace Counterpart.Api;

/// <summary>Status, name and title of a kind of problem.</summary>
internal sealed record ProblemKind(ProblemCode Code, int Status, string Name, string Title)
{
    private static readonly FrozenDictionary<ProblemCode, ProblemKind> ByCode = new ProblemKind[]
    {
        new(ProblemCode.Validation, 400, "validation", "The request breaks a rule"),
        new(ProblemCode.MalformedJson, 400, "malformed_json", "The body is not valid JSON"),
        new(ProblemCode.BadRequest, 400, "bad_request", "The request can't be read"),
        new(ProblemCode.Unauthenticated, 401, "unauthenticated", "A valid key is needed"),
        new(ProblemCode.Forbidden, 403, "forbidden", "The key's role may not do this"),
        new(ProblemCode.NotFound, 404, "not_found", "There is no such thing"),
        new(ProblemCode.UnknownPartner, 404, "unknown_partner", "There is no such partner record"),
        new(ProblemCode.MethodNotAllowed, 405, "method_not_allowed", "The method is not allowed here"),
        new(ProblemCode.RequestTimeout, 408, "request_timeout", "The request came too slowly"),
        new(ProblemCode.IntegrationDisabled, 409, "integration_disabled", "The integration is not enabled"),
        new(ProblemCode.PartnerTaken, 409, "partner_taken", "The partner record is linked already"),
        new(ProblemCode.AlreadyLinked, 409, "already_linked", "The client is linked already"),
        new(ProblemCode.Leaving, 409, "leaving", "The client was unlinked just now"),
        new(ProblemCode.VersionConflict, 412, "version_conflict", "The version is another one"),
        new(ProblemCode.TooLarge, 413, "too_large", "The body is too large"),
        new(ProblemCode.UnsupportedMediaType, 415, "unsupported_media_type", "The body's type is not supported"),
        new(ProblemCode.KeyReused, 422, "key_reused", "The idempotency key was used with another request"),
        new(ProblemCode.Internal, 500, "internal", "Something went wrong here"),
        new(ProblemCode.Overloaded, 503, "overloaded", "Too much is waiting already"),
        new(ProblemCode.StoreUnavailable, 503, "store_unavailable", "The store can't be reached"),
    }.ToFrozenDictionary(kind => kind.Code);

    public string Type { get; } = $"urn:counterpart:problem:{Name}";

    public static ProblemKind Of(ProblemCode code) => ByCode[code];
}
