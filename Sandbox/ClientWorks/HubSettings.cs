namespace Counterpart.Sandbox.ClientWorks;

internal sealed record HubSettings
{
    /// <summary>Changes are collected so long before they are posted.</summary>
    public int PostDelayMs { get; init; } = 20;

    /// <summary>Holds posts back; the changes stay queued, the latest of each client.</summary>
    public bool PostsPaused { get; init; }

    /// <summary>Drops posts instead of sending them, so that only the feed brings the changes.</summary>
    public bool PostsLost { get; init; }

    /// <summary>Sends every post twice.</summary>
    public bool PostTwice { get; init; }
}
