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

    [JsonStringEnumMemberName("version_conflict")]
    VersionConflict,

    [JsonStringEnumMemberName("too_large")]
    TooLarge,

    [JsonStringEnumMemberName("unsupported_media_type")]
    UnsupportedMediaType,

    [JsonStringEnumMemberName("key_reused")]
    KeyReused,

    [JsonStringEnumMemberName("internal")]
    Internal,

    [JsonStringEnumMemberName("overloaded")]
    Overloaded,

    [JsonStringEnumMemberName("store_unavailable")]
    StoreUnavailable,
}
