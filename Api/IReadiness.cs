namespace Counterpart.Api;

/// <summary>Says whether this process can serve requests; asked by <c>GET /health/ready</c>, so it must answer at once.</summary>
public interface IReadiness
{
    bool IsReady { get; }
}
