using System.Text.Json.Serialization;

namespace Counterpart.Api;

/// <summary>All kinds of problem there are.</summary>
public enum ProblemCode
{
    [JsonStringEnumMemberName("validation")]
    Validation,

    [JsonStringEnumMemberName("malformed_json")]
    MalformedJson,

    [JsonStringEnumMemberName("bad_request")]
    BadRequest,

    [JsonStringEnumMemberName("unauthenticated")]
    Unauthenticated,

    [JsonStringEnumMemberName("forbidden")]
    Forbidden,

    [JsonStringEnumMemberName("cross_site")]
    CrossSite,

    [JsonStringEnumMemberName("not_found")]
    NotFound,

    [JsonStringEnumMemberName("unknown_partner")]
    UnknownPartner,

    [JsonStringEnumMemberName("method_not_allowed")]
    MethodNotAllowed,

    [JsonStringEnumMemberName("request_timeout")]
    RequestTimeout,

    [JsonStringEnumMemberName("integration_disabled")]
    IntegrationDisabled,

    [JsonStringEnumMemberName("partner_taken")]
    PartnerTaken,

    [JsonStringEnumMemberName("already_linked")]
    AlreadyLinked,

    [JsonStringEnumMemberName("leaving")]
    Leaving,

    [JsonStringEnumMemberName("not_linked")]
    NotLinked,

    [JsonStringEnumMemberName("page_not_set")]
    PageNotSet,

    [JsonStringEnumMemberName("firm_exists")]
    FirmExists,

    [JsonStringEnumMemberName("firm_in_use")]
    FirmInUse,

    [JsonStringEnumMemberName("key_ended")]
    KeyEnded,

    [JsonStringEnumMemberName("tenant_taken")]
    TenantTaken,

    [JsonStringEnumMemberName("other_tenant")]
    OtherTenant,

    [JsonStringEnumMemberName("backup_elsewhere")]
    BackupElsewhere,

    [JsonStringEnumMemberName("not_braked")]
    NotBraked,

    [JsonStringEnumMemberName("version_conflict")]
    VersionConflict,

    [JsonStringEnumMemberName("too_large")]
    TooLarge,

    [JsonStringEnumMemberName("unsupported_media_type")]
    UnsupportedMediaType,

    [JsonStringEnumMemberName("key_reused")]
    KeyReused,

    [JsonStringEnumMemberName("rate_limited")]
    RateLimited,

    [JsonStringEnumMemberName("not_accepted")]
    NotAccepted,

    [JsonStringEnumMemberName("internal")]
    Internal,

    [JsonStringEnumMemberName("backup_failed")]
    BackupFailed,

    [JsonStringEnumMemberName("overloaded")]
    Overloaded,

    [JsonStringEnumMemberName("store_unavailable")]
    StoreUnavailable,
}
