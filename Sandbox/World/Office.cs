namespace Counterpart.Sandbox.World;

/// <summary>The data of one office: its book at the hub and its contacts in the CRM.</summary>
internal sealed record Office(string Tenant, string Workspace, string Name)
{
    public required IReadOnlyList<SeedClient> Clients { get; init; }

    public required IReadOnlyList<SeedContact> Contacts { get; init; }
}

internal sealed record SeedClient(string Id, Identity Identity);

internal sealed record SeedContact(long Id, Identity Identity, PhoneStyle Phones)
{
    /// <summary>What <c>external_unique_id</c> holds, as after an earlier link.</summary>
    public string? ExternalId { get; init; }
}
