namespace Counterpart.Sandbox;

/// <summary>How the simulators start. Port 0 takes a free one.</summary>
public sealed record SandboxOptions
{
    public int WealthboxPort { get; init; } = 5182;

    public int ClientWorksPort { get; init; } = 5181;

    /// <summary><c>demo</c>, <c>pairs:N</c> or <c>pairs:N/F</c>.</summary>
    public string World { get; init; } = "demo";

    public int Seed { get; init; } = 1;

    /// <summary>
    /// Applied changes are appended to this file and replayed from it; null keeps them in memory only. A file that is there already
    /// keeps the world and seed it began with.
    /// </summary>
    public string? StatePath { get; init; }
}
