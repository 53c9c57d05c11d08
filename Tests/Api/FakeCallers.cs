using Counterpart.Hosting;

namespace Counterpart.Tests.Api;

/// <summary>One key for each role, with the role's name as its text.</summary>
internal sealed class FakeCallers : ICallers
{
    private static readonly string[] Keys = ["firmAdmin", "adviser", "client", "system", "otherSystem", "operator", "firmless"];

    public HashSet<string> Revoked { get; } = new(StringComparer.Ordinal);

    public Exception? Failure { get; set; }

    public ValueTask<Caller?> FindAsync(string secret, CancellationToken cancel) =>
        Failure is { } failure ? ValueTask.FromException<Caller?>(failure) : ValueTask.FromResult(Revoked.Contains(secret) ? null : Of(secret));

    public ValueTask<Caller?> FindByHashAsync(string hash, CancellationToken cancel) =>
        FindAsync(Keys.FirstOrDefault(key => AccessKeys.HashOf(key) == hash) ?? string.Empty, cancel);

    private static Caller? Of(string secret) => secret switch
    {
        "firmAdmin" => new Caller("k1", "bayside", "Bayside", Role.FirmAdmin, null),
        "adviser" => new Caller("k2", "bayside", "Bayside", Role.Adviser, "adviser-1"),
        "client" => new Caller("k3", "bayside", "Bayside", Role.Client, "CW-1"),
        "system" => new Caller("k4", "bayside", "Bayside", Role.System, "clientworks"),
        "otherSystem" => new Caller("k5", "bayside", "Bayside", Role.System, "connectworks"),
        "operator" => new Caller("k6", null, string.Empty, Role.Operator, null),
        "firmless" => new Caller("k7", null, string.Empty, Role.FirmAdmin, null),
        _ => null,
    };
}
