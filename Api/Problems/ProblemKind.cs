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
        new(ProblemCode.CrossSite, 403, "cross_site", "The request came from another site"),
        new(ProblemCode.NotFound, 404, "not_found", "There is no such thing"),
        new(ProblemCode.UnknownPartner, 404, "unknown_partner", "There is no such partner record"),
        new(ProblemCode.MethodNotAllowed, 405, "method_not_allowed", "The method is not allowed here"),
        new(ProblemCode.RequestTimeout, 408, "request_timeout", "The request came too slowly"),
        new(ProblemCode.IntegrationDisabled, 409, "integration_disabled", "The integration is not enabled"),
        new(ProblemCode.PartnerTaken, 409, "partner_taken", "The partner record is linked already"),
        new(ProblemCode.AlreadyLinked, 409, "already_linked", "The client is linked already"),
        new(ProblemCode.Leaving, 409, "leaving", "The client was unlinked just now"),
        new(ProblemCode.NotLinked, 409, "not_linked", "The client is not linked"),
        new(ProblemCode.PageNotSet, 409, "page_not_set", "The settings name no such page"),
        new(ProblemCode.FirmExists, 409, "firm_exists", "There is a firm of that id"),
        new(ProblemCode.FirmInUse, 409, "firm_in_use", "The firm is in use"),
        new(ProblemCode.KeyEnded, 409, "key_ended", "The key has ended, or will"),
        new(ProblemCode.TenantTaken, 409, "tenant_taken", "Another firm is connected with it"),
        new(ProblemCode.OtherTenant, 409, "other_tenant", "The credential leads to other data"),
        new(ProblemCode.BackupElsewhere, 409, "backup_elsewhere", "The database is backed up with its own tools"),
        new(ProblemCode.NotBraked, 409, "not_braked", "The channel does not stand still"),
        new(ProblemCode.VersionConflict, 412, "version_conflict", "The version is another one"),
        new(ProblemCode.TooLarge, 413, "too_large", "The body is too large"),
        new(ProblemCode.UnsupportedMediaType, 415, "unsupported_media_type", "The body's type is not supported"),
        new(ProblemCode.KeyReused, 422, "key_reused", "The idempotency key was used with another request"),
        new(ProblemCode.RateLimited, 429, "rate_limited", "Too many requests"),
        new(ProblemCode.NotAccepted, 422, "not_accepted", "The system did not accept it"),
        new(ProblemCode.Internal, 500, "internal", "Something went wrong here"),
        new(ProblemCode.BackupFailed, 500, "backup_failed", "The backup can't be written"),
        new(ProblemCode.Overloaded, 503, "overloaded", "Too much is waiting already"),
        new(ProblemCode.StoreUnavailable, 503, "store_unavailable", "The store can't be reached"),
    }.ToFrozenDictionary(kind => kind.Code);

    public string Type { get; } = $"urn:counterpart:problem:{Name}";

    public static ProblemKind Of(ProblemCode code) => ByCode[code];
}
