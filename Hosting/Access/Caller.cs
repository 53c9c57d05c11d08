namespace Counterpart.Hosting;

public enum Role
{
    FirmAdmin,

    /// <summary>Sees and changes their own book of clients.</summary>
    Adviser,

    /// <summary>Sees their own record.</summary>
    Client,

    /// <summary>A system that posts changes.</summary>
    System,

    /// <summary>Sees how all firms run, and none of their clients' data.</summary>
    Operator,
}

/// <summary>Who makes a request, by the key it came with.</summary>
/// <param name="Key">The key's public name: it stands in the journal.</param>
/// <param name="Firm">Null for an operator.</param>
/// <param name="Subject">An adviser's name, a client's hub record id, or a system's name.</param>
public sealed record Caller(string Key, string? Firm, string FirmName, Role Role, string? Subject)
{
    /// <summary>The book that an adviser is confined to; null for everybody else.</summary>
    public string? Book => Role == Role.Adviser ? Subject : null;

    /// <summary>The one record that a client may see.</summary>
    public string? OwnRecord => Role == Role.Client ? Subject : null;

    /// <summary>Whose key it is, as those who made it wrote; shown in the audit.</summary>
    public string Label { get; init; } = string.Empty;

    /// <summary>A person at the machine itself, who needs no key: <see cref="Key"/> is the name that the machine knows them by.</summary>
    public bool AtConsole { get; init; }

    /// <summary>As the journal names it.</summary>
    public string Actor => AtConsole ? $"console:{Key}" : $"key:{Key}";
}
