using Counterpart.Hosting;
using Counterpart.Storage;

namespace Counterpart.Tests.Api;

/// <summary>One firm, one key, and a system that accepts every credential but <c>wrong</c>.</summary>
internal sealed class FakeOffice : IFirmOffice
{
    public static readonly DateTimeOffset Now = new(2026, 3, 9, 9, 0, 0, TimeSpan.Zero);

    private static readonly FirmRow Bayside = new("bayside", "Bayside", Now);
    private static readonly KeyRow Key = new("hash", "91c2e07ab4d5", "bayside", "adviser", "adviser-1", "Sam", Now, null);

    public List<(string? Firm, Role Role, string? Subject, string Label)> Made { get; } = [];

    public List<(string System, Uri BaseUrl, string Token)> Connected { get; } = [];

    public ConnectOutcome? Next { get; set; }

    public Task<IReadOnlyList<FirmRow>> ListFirmsAsync(CancellationToken cancel) => Task.FromResult<IReadOnlyList<FirmRow>>([Bayside]);

    public Task<NewFirm?> CreateFirmAsync(string id, string name, string label, CancellationToken cancel) => Task.FromResult(
        id == "taken" ? null : new NewFirm(new FirmRow(id, name, Now), new NewKey(Key with { Role = "firmAdmin", Subject = null, Label = label }, "cpk_new")));

    public Task<AdminKeyOutcome> CreateAdminKeyAsync(string firm, string label, CancellationToken cancel) => Task.FromResult<AdminKeyOutcome>(firm switch
    {
        "bayside" => new AdminKeyOutcome.Made(new NewKey(Key with { Label = label }, "cpk_new")),
        "busy" => new AdminKeyOutcome.InUse(),
        _ => new AdminKeyOutcome.NoSuchFirm(),
    });

    public Task<IReadOnlyList<KeyRow>> ListKeysAsync(string? firm, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<KeyRow>>([Key, Key with { Id = "ended", RevokedAt = Now }]);

    public Task<NewKey> CreateKeyAsync(string? firm, Role role, string? subject, string label, CancellationToken cancel)
    {
        Made.Add((firm, role, subject, label));
        return Task.FromResult(new NewKey(Key with { Role = RoleNames.Of(role), Subject = subject, Label = label }, "cpk_new"));
    }

    public Task<NewKey?> RotateKeyAsync(string? firm, string id, TimeSpan overlap, CancellationToken cancel) =>
        Task.FromResult(id == Key.Id ? new NewKey(Key with { Id = "new" }, "cpk_new") : null);

    public Task<KeyRow?> RevokeKeyAsync(string? firm, string id, CancellationToken cancel) =>
        Task.FromResult(id == Key.Id ? Key with { RevokedAt = Now } : null);

    public Task<IReadOnlyList<FirmConnection>> ListConnectionsAsync(string firm, CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<FirmConnection>>([new("clientworks", null, null, false), new("wealthbox", "70001", "https://crm.example/v1", false)]);

    public Task<ConnectOutcome> ConnectAsync(string firm, string system, Uri baseUrl, string token, CancellationToken cancel)
    {
        Connected.Add((system, baseUrl, token));
        return Task.FromResult(Next ?? new ConnectOutcome.Connected(new FirmConnection(system, "70001", baseUrl.ToString(), false), "Bayside"));
    }

    public Task<ConnectOutcome?> TestAsync(string firm, string system, CancellationToken cancel) => Task.FromResult<ConnectOutcome?>(
        system is "clientworks" or "wealthbox" ? new ConnectOutcome.Connected(new FirmConnection(system, "70001", "https://crm.example/v1", false), "Bayside") : null);
}
