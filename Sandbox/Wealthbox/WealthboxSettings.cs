namespace Counterpart.Sandbox.Wealthbox;

internal sealed record WealthboxSettings
{
    /// <summary>Compares <c>updated_since</c> with the true time instead of whole minutes.</summary>
    public bool UpdatedSinceExact { get; init; }

    /// <summary>Stores US numbers as <c>(415) 555-0101</c>.</summary>
    public bool ReformatPhones { get; init; }

    /// <summary>List pages show the state of so long ago, at most a minute.</summary>
    public int StaleListMs { get; init; }

    /// <summary>Contacts that <c>updated_since</c> and <c>deleted</c> never list.</summary>
    public IReadOnlyList<long> Missed { get; init; } = [];
}
