using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>A firm's settings of one integration. What is left out takes its default.</summary>
/// <param name="Enabled">Clients can be linked.</param>
/// <param name="ContactSync">Edits of linked clients are carried to the other side, both ways.</param>
/// <param name="AccountSync">Accounts are shown with the partner's record.</param>
/// <param name="OnConflict">Who wins when the order of two edits is not known and the field has no policy of its own.</param>
/// <param name="First">Who wins where the two sides differ when they are first linked.</param>
/// <param name="TaxIdField">Id or name of the partner's custom field that holds the tax id; null: matching goes without it.</param>
/// <param name="Region">For telephone numbers without a country: <c>US CA AU NZ</c>.</param>
/// <param name="ObserveOnly">What would be written is decided and shown, and nothing is written.</param>
/// <param name="Paused">Both sides are read and compared, and nothing is written.</param>
/// <param name="HubPage">Where the hub shows a client: an http or https address with <c>{record}</c>, and <c>{client} {partner} {tenant}</c> where wanted.</param>
/// <param name="PartnerPage">Where the partner shows its record.</param>
/// <param name="Fields">How fields are kept in step where the firm wants it otherwise, by path or list; null and left out: by the integration's own rules.</param>
public sealed record IntegrationRequest(
    [property: JsonRequired] bool Enabled,
    bool ContactSync = true,
    bool AccountSync = false,
    ConflictPolicy OnConflict = ConflictPolicy.Hub,
    ConflictPolicy First = ConflictPolicy.Ask,
    [property: MaxLength(ApiLimits.TextLength)] string? TaxIdField = null,
    [property: RegularExpression("^(US|CA|AU|NZ)$")] string Region = "US",
    bool ObserveOnly = false,
    bool Paused = false,
    [property: MaxLength(ApiLimits.TextLength)] string? HubPage = null,
    [property: MaxLength(ApiLimits.TextLength)] string? PartnerPage = null,
    IReadOnlyDictionary<string, FieldItem>? Fields = null);

/// <summary>A firm's exceptions for one field; null leaves the integration's own rule.</summary>
/// <param name="Direction">Which way it is written; <c>manual</c>: only when a person says so.</param>
/// <param name="OnConflict">Who wins when the order of two edits is not known.</param>
/// <param name="OnBlank">What clearing it on one side does to the other. Not for lists.</param>
public sealed record FieldItem(Direction? Direction = null, ConflictPolicy? OnConflict = null, BlankRule? OnBlank = null);
