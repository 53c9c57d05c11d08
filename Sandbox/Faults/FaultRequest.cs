namespace Counterpart.Sandbox.Faults;

internal sealed record FaultRequest
{
    public FaultMatch? Match { get; init; }

    public required FaultKind Kind { get; init; }

    public int DelayMs { get; init; }

    public int? Status { get; init; }

    public string? Body { get; init; }

    public string? ContentType { get; init; }

    public int? Times { get; init; }

    public double Probability { get; init; } = 1;

    /// <summary><c>sync</c>, <c>user</c> or <c>any</c>.</summary>
    public string Only { get; init; } = "sync";
}
