using Counterpart.Links;
using Counterpart.Storage;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

// What other nodes on the same store do: they run channels, connect firms, and change settings.
public sealed partial class ChannelService
{
    private static readonly TimeSpan FollowEvery = TimeSpan.FromMilliseconds(250);

    private long settingsSeen = -1;

    private async Task FollowAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(FollowEvery, clock, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await LookAsync(stopping.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception fault)
            {
                LogLookFailed(loggers.CreateLogger<ChannelService>(), fault.Message);
            }
        }
    }

    private async Task LookAsync(CancellationToken cancel)
    {
        await board.RefreshAsync(cancel);
        await LookAtSettingsAsync(cancel);
        foreach (var channel in channels.Values)
        {
            if (Stored(channel) is { Capture.CompletePass: not null })
            {
                channel.Runner.NoticeComplete();
            }
        }
    }

    private async Task LookAtSettingsAsync(CancellationToken cancel)
    {
        var version = await store.SettingsVersionAsync(cancel);
        if (version == settingsSeen)
        {
            return;
        }

        integrations.Follow(await store.ListIntegrationsAsync(cancel));
        foreach (var connection in await store.ListConnectionsAsync(cancel))
        {
            if (!channels.TryGetValue((connection.Firm, connection.System), out var channel) || !IsSame(channel.Connection, connection))
            {
                await ConnectAsync(connection, cancel);
            }
        }

        // Only now: what failed on the way is looked at again.
        settingsSeen = version;
    }

    /// <summary>What the store has of the channel, as long as it reads as this node would.</summary>
    private ChannelState? Stored(RunningChannel channel) =>
        board.State(channel.Connection.Firm, channel.Connection.System) is { } state && state.Reading == channel.Runner.Reading ? state : null;

    private static bool IsSame(ConnectionRow one, ConnectionRow other) =>
        one.Tenant == other.Tenant
        && one.BaseUrl == other.BaseUrl
        && one.Paused == other.Paused
        && one.Credential.Span.SequenceEqual(other.Credential.Span);

    [LoggerMessage(LogLevel.Warning, "What other nodes do could not be looked up ({Reason})")]
    private static partial void LogLookFailed(ILogger logger, string reason);
}
