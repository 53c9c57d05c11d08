using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>A firm's settings of one integration.</summary>
/// <param name="Hub">The system where the user links.</param>
/// <param name="Fields">The firm's own rules for fields; all others go by the integration's.</param>
/// <param name="Reconsidered">How far the links have been decided again under new settings; null when that never was needed.</param>
/// <param name="Version">Rises by one with every change, and is the entity tag; 0 when the firm has never set it.</param>
public sealed record IntegrationAnswer(
    string Integration,
    string Hub,
    string Partner,
    long Version,
    bool Enabled,
    bool ContactSync,
    bool AccountSync,
    ConflictPolicy OnConflict,
    ConflictPolicy First,
    string? TaxIdField,
    string Region,
    bool ObserveOnly,
    bool Paused,
    string? HubPage,
    string? PartnerPage,
    IReadOnlyDictionary<string, FieldItem> Fields,
    ReconsideredItem? Reconsidered)
{
    public static IntegrationAnswer Of(IntegrationView view) => new(
        view.Integration,
        view.Hub,
        view.Partner,
        view.Version,
        view.Settings.Enabled,
        view.Settings.ContactSync,
        view.Settings.AccountSync,
        view.Settings.OnConflict,
        view.Settings.First,
        view.Settings.TaxIdField,
        view.Settings.Region,
        view.Settings.ObserveOnly,
        view.Settings.Paused,
        view.Settings.HubPage,
        view.Settings.PartnerPage,
        view.Settings.Fields.ToDictionary(
            field => field.Key, field => new FieldItem(field.Value.Direction, field.Value.OnConflict, field.Value.OnBlank), StringComparer.Ordinal),
        view.Reconsidered is { } seen ? new ReconsideredItem(seen.Version, seen.Done, seen.Links, seen.ChangedLinks, seen.ChangedPaths) : null);
}

/// <param name="Version">The version of the settings that the links are decided under.</param>
/// <param name="Links">Links that were looked at so far.</param>
/// <param name="ChangedLinks">Links of these in which something came out differently.</param>
/// <param name="ChangedPaths">Fields that came out differently.</param>
public sealed record ReconsideredItem(long Version, bool Done, long Links, long ChangedLinks, long ChangedPaths);
