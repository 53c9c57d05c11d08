namespace Counterpart.Api;

/// <summary>All endpoints for callers with a key.</summary>
internal static class ApiEndpoints
{
    public static readonly IReadOnlyList<ApiEndpoint> All =
    [
        ReadMe.Endpoint,
        ReadIntegration.Endpoint,
        WriteIntegration.Endpoint,
        ListClients.Endpoint,
        LinkClients.Endpoint,
        UnlinkClients.Endpoint,
        ReadLink.Endpoint,
        FindCandidates.Endpoint,
        ChoosePartner.Endpoint,
        ReadHistory.Endpoint,
        PostChanges.Endpoint,
    ];
}
