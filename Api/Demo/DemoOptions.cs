namespace Counterpart.Api.Demo;

/// <summary>The demo's simulators; section <c>Demo</c> of the configuration.</summary>
public sealed class DemoOptions
{
    /// <summary>0 takes any free port.</summary>
    public int ClientWorksPort { get; set; } = 5181;

    public int WealthboxPort { get; set; } = 5182;

    /// <summary>What the simulators hold: <c>demo</c>, or <c>pairs:N</c> for N clients with one contact each.</summary>
    public string World { get; set; } = "demo";

    /// <summary>Simulators that are running already: both addresses, and none is started.</summary>
    public Uri? ClientWorksUrl { get; set; }

    public Uri? WealthboxUrl { get; set; }
}
