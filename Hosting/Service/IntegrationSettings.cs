using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>A firm's settings of one integration.</summary>
public sealed record IntegrationSettings
{
    public bool Enabled { get; init; }

    public bool ContactSync { get; init; } = true;

    public bool AccountSync { get; init; }

    /// <summary>Who wins when the order of two edits is not known and the field has no policy of its own.</summary>
    public ConflictPolicy OnConflict { get; init; } = ConflictPolicy.Hub;

    /// <summary>Who wins where the two sides differ when they are first linked.</summary>
    public ConflictPolicy First { get; init; } = ConflictPolicy.Ask;

    /// <summary>Id or name of the partner's custom field that holds the tax id; null: matching goes without it.</summary>
    public string? TaxIdField { get; init; }

    /// <summary>For telephone numbers without a country: <c>US CA AU NZ</c>.</summary>
    public string Region { get; init; } = "US";
}

/// <param name="Version">Rises by one with every change; 0 when the firm has never set it.</param>
public sealed record IntegrationView(string Integration, string Hub, string Partner, long Version, IntegrationSettings Settings);
