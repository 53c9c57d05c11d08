namespace Counterpart.Load.Faults;

/// <summary>One thing that goes wrong for a while, and is healed.</summary>
/// <param name="Name">As <c>--only</c> names it.</param>
/// <param name="BeginAsync">Makes it so.</param>
/// <param name="EndAsync">Heals it, as whoever runs the product would; what was killed runs again.</param>
internal sealed record Fault(string Name, Func<CancellationToken, Task> BeginAsync, Func<CancellationToken, Task> EndAsync)
{
    /// <summary>How long it lasts.</summary>
    public TimeSpan Lasts { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How often it comes.</summary>
    public int Times { get; init; } = 1;

    /// <summary>What answers is killed or cut off itself: requests may be left without any answer, instead of being told to repeat.</summary>
    public bool CutsCallersOff { get; init; }

    /// <summary>What beside the load is looked at while it lasts; gives what is wrong.</summary>
    public Func<CancellationToken, Task<string?>>? Look { get; init; }
}
