namespace Counterpart.Api;

/// <summary>Settings of the API.</summary>
public sealed class ApiOptions
{
    /// <summary>How many requests are worked on at a time; one more is answered 503. Health is answered always. Default: 4096.</summary>
    public int ConcurrentRequests { get; set; } = 4096;
}
