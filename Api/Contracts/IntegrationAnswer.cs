using Counterpart.Hosting;
using Counterpart.Links;

namespace Counterpart.Api;

/// <summary>A firm's settings of one integration.</summary>
/// <param name="Hub">The system where the user links.</param>
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
    string Region)
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
        view.Settings.Region);
}
