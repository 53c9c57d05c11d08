namespace Counterpart.Sandbox.World;

/// <summary>A client before either system writes it in its own way. All of them are invented.</summary>
internal sealed record Identity
{
    public required string Kind { get; init; }

    public string Adviser { get; init; } = "adviser-1";

    public string? Prefix { get; init; }

    public string? First { get; init; }

    public string? Middle { get; init; }

    public string? Last { get; init; }

    public string? Suffix { get; init; }

    public string? Nickname { get; init; }

    public string? Organization { get; init; }

    public string? BirthDate { get; init; }

    public string? Gender { get; init; }

    public string? MaritalStatus { get; init; }

    public string? Employer { get; init; }

    public string? JobTitle { get; init; }

    public IReadOnlyList<PhoneLine> Phones { get; init; } = [];

    public IReadOnlyList<WebLine> Emails { get; init; } = [];

    public IReadOnlyList<Street> Streets { get; init; } = [];

    public IReadOnlyList<WebLine> Websites { get; init; } = [];

    public IReadOnlyList<string> Tags { get; init; } = [];

    public string? Background { get; init; }

    public string ContactType { get; init; } = "Client";

    public string Status { get; init; } = "Active";

    public string? ClientSince { get; init; }

    public string? TaxId { get; init; }
}

/// <summary>Ten digits, written by each system in its own way.</summary>
internal sealed record PhoneLine(string Digits, string Kind, string? Extension = null);

internal sealed record WebLine(string Address, string Kind);

internal sealed record Street(string Line1, string? Line2, string City, string Region, string PostalCode, string Kind);
