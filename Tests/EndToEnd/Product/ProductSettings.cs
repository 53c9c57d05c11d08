using Counterpart.Hosting;

namespace Counterpart.Tests.EndToEnd;

/// <summary>How a product under test differs from the quickest one.</summary>
internal sealed record ProductSettings
{
    public string World { get; init; } = "demo";

    public ProductHosting Hosting { get; init; } = ProductHosting.InProcess;

    /// <summary>An empty PostgreSQL schema: then the product is a process of its own over it. Null: within this process, over a file.</summary>
    public string? Postgres { get; init; }

    /// <summary>Enables the integration for both firms at the start.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The hub posts its changes; otherwise they are found by polling only.</summary>
    public bool Posts { get; init; } = true;

    /// <summary>Done once the simulators run, before the product is connected to them.</summary>
    public Func<Hub, Partner, Task>? Before { get; init; }

    public Action<HostTuning>? Tune { get; init; }

    /// <summary>For what no setting of the configuration says; within this process only.</summary>
    public Action<NodeOptions>? Configure { get; init; }

    /// <summary>Waits for both directories before the first test.</summary>
    public bool WaitForDirectories { get; init; } = true;

    /// <summary>A write without an answer counts as unknown after a second, and as never to arrive half a second later.</summary>
    public static void GiveUpSoon(HostTuning tuning)
    {
        foreach (var system in tuning.Systems.Values)
        {
            (system.AttemptTime, system.WriteLatency) = (TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(500));
        }
    }
}
