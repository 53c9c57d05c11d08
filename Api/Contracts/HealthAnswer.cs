namespace Counterpart.Api;

public sealed record HealthAnswer(HealthStatus Status);

public enum HealthStatus
{
    Live,
    Ready,
    NotReady,
}
