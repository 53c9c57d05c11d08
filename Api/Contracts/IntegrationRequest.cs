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
public sealed record IntegrationRequest(
    [property: JsonRequired] bool Enabled,
    bool ContactSync = true,
    bool AccountSync = false,
    ConflictPolicy OnConflict = ConflictPolicy.Hub,
    ConflictPolicy First = ConflictPolicy.Ask,
    [property: MaxLength(ApiLimits.TextLength)] string? TaxIdField = null,
    [property: RegularExpression("^(US|CA|AU|NZ)$")] string Region = "US");
