namespace Counterpart.Api;

/// <summary>Linking is refused before a firm's administrator has enabled the integration.</summary>
internal static class Enabled
{
    /// <returns>The refusal; null when the integration is there and enabled.</returns>
    public static async ValueTask<ProblemAnswer?> CheckAsync(ApiCall call, string integration) =>
        await call.Links.GetIntegrationAsync(call.Caller, integration, call.Cancel) switch
        {
            null => Problems.NoSuchIntegration,
            { Settings.Enabled: false } => Problems.Of(
                ProblemCode.IntegrationDisabled, $"An administrator of the firm must enable {integration} first: PUT /v1/integrations/{integration}."),
            _ => null,
        };
}
