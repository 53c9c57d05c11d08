namespace Counterpart.Api;

/// <summary>For whoever runs the process; without a key, and without data.</summary>
internal static class Health
{
    public static readonly EndpointNotes LiveNotes = new("live", "The process runs")
    {
        Answer = Body.Of(new HealthAnswer(HealthStatus.Live), ApiJson.Types.HealthAnswer),
        IsOpen = true,
    };

    public static readonly EndpointNotes ReadyNotes = new("ready", "The process can serve requests; 503 while it can't")
    {
        Answer = Body.Of(new HealthAnswer(HealthStatus.Ready), ApiJson.Types.HealthAnswer),
        NotReady = Body.Of(new HealthAnswer(HealthStatus.NotReady), ApiJson.Types.HealthAnswer),
        IsOpen = true,
    };

    public static Task LiveAsync(HttpContext context) => Answer(HealthStatus.Live, StatusCodes.Status200OK).ExecuteAsync(context);

    public static Task ReadyAsync(HttpContext context, bool ready) =>
        (ready ? Answer(HealthStatus.Ready, StatusCodes.Status200OK) : Answer(HealthStatus.NotReady, StatusCodes.Status503ServiceUnavailable))
        .ExecuteAsync(context);

    private static JsonAnswer<HealthAnswer> Answer(HealthStatus status, int code) =>
        new(new HealthAnswer(status), ApiJson.Types.HealthAnswer) { Status = code };
}
