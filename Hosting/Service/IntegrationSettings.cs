using System.Collections.Immutable;
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

    /// <summary>Where the hub shows a client: <see cref="PageTemplate"/>; null: nowhere that we know.</summary>
    public string? HubPage { get; init; }

    /// <summary>Where the partner shows its record.</summary>
    public string? PartnerPage { get; init; }

    /// <summary>For telephone numbers without a country: <c>US CA AU NZ</c>.</summary>
    public string Region { get; init; } = "US";

    /// <summary>What would be written is decided and shown, and nothing is written.</summary>
    public bool ObserveOnly { get; init; }

    /// <summary>A person stopped the integration: both sides are read and compared, and nothing is written.</summary>
    public bool Paused { get; init; }

    /// <summary>What a person last decided about a channel that stood still, by system.</summary>
    public ImmutableDictionary<string, BrakeAnswer>? BrakeAnswers { get; init; }

    /// <summary>How fields are kept in step where the firm wants it otherwise, by path or list.</summary>
    public ImmutableSortedDictionary<string, FieldSettings> Fields
    {
        get;

        // Settings that an older program stored have no such member, and are read as null.
        init => field = value ?? NoFields;
    } = NoFields;

    /// <summary>In ordinal order, so that the same settings are the same bytes.</summary>
    public static readonly ImmutableSortedDictionary<string, FieldSettings> NoFields =
        ImmutableSortedDictionary.Create<string, FieldSettings>(StringComparer.Ordinal);
}

/// <summary>A firm's exceptions for one field; null leaves the integration's own rule.</summary>
public sealed record FieldSettings(Direction? Direction, ConflictPolicy? OnConflict, BlankRule? OnBlank)
{
    public FieldRule Apply(FieldRule rule) => rule with
    {
        Direction = Direction ?? rule.Direction,
        OnConflict = OnConflict ?? rule.OnConflict,
        OnBlank = OnBlank ?? rule.OnBlank,
    };
}

/// <param name="Version">Rises by one with every change; 0 when the firm has never set it.</param>
public sealed record IntegrationView(string Integration, string Hub, string Partner, long Version, IntegrationSettings Settings)
{
    /// <summary>How far the links have been decided again under the last settings; null when that never was needed.</summary>
    public ReconsiderationView? Reconsidered { get; init; }
}

/// <summary>How far the links of an integration have been decided again under new settings.</summary>
/// <param name="Version">The version of the settings.</param>
/// <param name="Links">Links that were looked at so far.</param>
/// <param name="ChangedLinks">Links of these in which something came out differently.</param>
/// <param name="ChangedPaths">Fields that came out differently.</param>
public sealed record ReconsiderationView(long Version, bool Done, long Links, long ChangedLinks, long ChangedPaths);

/// <summary>What new settings would change, if they were there.</summary>
/// <param name="Complete">False: there are more links than were looked at.</param>
/// <param name="OwedBefore">Fields that are to be written under the present settings.</param>
/// <param name="OwedAfter">Fields that would be to be written.</param>
/// <param name="HeldAfter">Fields that would be left different for a visible reason.</param>
public sealed record TrialView(
    long Links, bool Complete, long ChangedLinks, long ChangedPaths, long OwedBefore, long OwedAfter, long HeldBefore, long HeldAfter);

public sealed record PreviewPage(ImmutableArray<PreviewView> Paths, LinkKey? Next);

/// <summary>One value that is to be written.</summary>
/// <param name="To">The side that it is written to.</param>
/// <param name="Value">What is written.</param>
/// <param name="Present">What stands there.</param>
/// <param name="What">As the history names it: <c>owed won</c>; null when the history does not reach back so far.</param>
/// <param name="Why">A sentence.</param>
public sealed record PreviewView(
    LinkKey Link, string Name, string Path, Side To, string System, SideView Value, SideView Present, string? What, string? Rule, string? Why, DateTimeOffset? Since);
