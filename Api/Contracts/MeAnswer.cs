using Counterpart.Hosting;

namespace Counterpart.Api;

/// <summary>Who the key belongs to.</summary>
/// <param name="Key">The key's public name, as the journal shows it.</param>
/// <param name="Firm">Null for an operator.</param>
/// <param name="Subject">An adviser's name, a client's hub record id, or a system's name.</param>
public sealed record MeAnswer(string Key, FirmName? Firm, Role Role, string? Subject)
{
    public static MeAnswer Of(Caller caller) =>
        new(caller.Key, caller.Firm is null ? null : new FirmName(caller.Firm, caller.FirmName), caller.Role, caller.Subject);
}

public sealed record FirmName(string Id, string Name);
