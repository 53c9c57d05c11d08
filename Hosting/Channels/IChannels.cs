using System.Collections.Immutable;

namespace Counterpart.Hosting;

/// <summary>What the API offers of channels, whichever node runs them.</summary>
public interface IChannels
{
    /// <summary>How the channels of a firm fare, or of all firms for null.</summary>
    Task<ImmutableArray<ChannelStatus>> StatusAsync(string? firm, CancellationToken cancel);

    /// <summary>Stops a channel, or lets it go on. False when the firm has no connection to the system.</summary>
    Task<bool> PauseAsync(string firm, string system, bool paused, CancellationToken cancel);

    /// <summary>Decides about a channel that stands still because too many values would be blanked. False when it does not stand still.</summary>
    Task<bool> ReleaseBrakeAsync(string firm, string system, bool accept, CancellationToken cancel);
}
