using System.Collections.Immutable;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

// What is asked about channels, and what people do to them.
public sealed partial class ChannelService
{
    /// <summary>The tenant that the firm's connection to a system reaches; null without one.</summary>
    public string? Tenant(string firm, string system) => channels.TryGetValue((firm, system), out var channel) ? channel.Connection.Tenant : null;

    /// <summary>Whether the firm's channel to a system runs, at that address.</summary>
    public bool IsConnected(string firm, string system, Uri baseUrl) =>
        channels.TryGetValue((firm, system), out var channel) && channel.Connection.BaseUrl == baseUrl.ToString().TrimEnd('/');

    /// <summary>Start of the last complete pass, of whichever node runs the channel; null before the first.</summary>
    public DateTimeOffset? CompletePass(string firm, string system) =>
        channels.TryGetValue((firm, system), out var channel) ? Capture(channel)?.CompletePass : null;

    /// <summary>Since when what a system posts is known not to have changed before.</summary>
    public DateTimeOffset UnchangedSince(string firm, string system) =>
        channels.TryGetValue((firm, system), out var channel) && Capture(channel) is { } capture
            ? ChangeCapture.UnchangedSince(capture, channel.Runner.CaptureTraits)
            : DateTimeOffset.MinValue;

    /// <summary>As of when both sides of a link are known: read then, or listed as unchanged since.</summary>
    public Freshness Freshness(LinkState state) => new(
        KnownAsOf(state.Hub, state.Key.Firm, IntegrationName.Hub(state.Key.Integration)),
        KnownAsOf(state.PartnerSide, state.Key.Firm, IntegrationName.Partner(state.Key.Integration)));

    /// <summary>A person looks at the link: what is owed to it comes first for a minute.</summary>
    public void LookedAt(LinkKey key)
    {
        foreach (var system in new[] { IntegrationName.Hub(key.Integration), IntegrationName.Partner(key.Integration) })
        {
            if (channels.TryGetValue((key.Firm, system), out var channel))
            {
                channel.Runner.Hot.Add(key.Name, clock.GetUtcNow());
            }
        }
    }

    /// <summary>Waits for a first complete pass, as long as <paramref name="longest"/>.</summary>
    public async Task WaitForDirectoryAsync(string firm, string system, TimeSpan longest, CancellationToken cancel)
    {
        if (longest <= TimeSpan.Zero || !channels.TryGetValue((firm, system), out var channel) || channel.Runner.FirstPass.IsCompleted)
        {
            return;
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await Task.WhenAny(channel.Runner.FirstPass, Task.Delay(longest, clock, limit.Token));
        await limit.CancelAsync();
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>How the channels of a firm fare, or of all firms for null; from any node.</summary>
    public async Task<ImmutableArray<ChannelStatus>> StatusAsync(string? firm, CancellationToken cancel)
    {
        var rows = (await store.ListChannelsAsync(firm, cancel)).ToDictionary(row => (row.Firm, row.System));
        var statuses = ImmutableArray.CreateBuilder<ChannelStatus>();
        foreach (var connection in (await store.ListConnectionsAsync(cancel)).Where(row => firm is null || row.Firm == firm))
        {
            var now = clock.GetUtcNow();
            var traits = systems.Traits(connection.System);
            var runner = channels.GetValueOrDefault((connection.Firm, connection.System))?.Runner;
            if (runner is { State: { } state, Holder: { } holder })
            {
                statuses.Add(ChannelStatuses.Of(connection, traits, holder, state, now, now));
            }
            else
            {
                var row = rows.GetValueOrDefault((connection.Firm, connection.System));
                var saved = row is null ? new ChannelState() : board.Read(row) ?? Unreadable(now);
                // Saved with every renewal of the lease, which ends so long after it.
                var asOf = row is { Holder: not null } ? row.Until - tuning.Lease : saved.Health.LastCall ?? DateTimeOffset.MinValue;
                statuses.Add(ChannelStatuses.Of(connection, traits, row?.Until > now ? row.Holder : null, saved, asOf, now));
            }
        }

        return statuses.ToImmutable();
    }

    /// <summary>
    /// Stops a channel, or lets it go on: nothing is read and nothing written meanwhile, and what was edited is reconciled after.
    /// False when the firm has no connection to the system.
    /// </summary>
    public async Task<bool> PauseAsync(string firm, string system, bool paused, CancellationToken cancel)
    {
        if ((await store.ListConnectionsAsync(cancel)).FirstOrDefault(row => row.Firm == firm && row.System == system) is not { } connection)
        {
            return false;
        }

        if (connection.Paused != paused)
        {
            connection = connection with { Paused = paused };
            await store.PutConnectionAsync(connection, cancel);
            await ConnectAsync(connection, cancel);
        }

        return true;
    }

    /// <summary>
    /// Decides about a channel that stands still because too many values would be blanked; from any node. Accepted, they are taken
    /// over; otherwise the system is read again, and the channel stands still again if it still shows the same. False when it does not
    /// stand still.
    /// </summary>
    public async Task<bool> ReleaseBrakeAsync(string firm, string system, bool accept, CancellationToken cancel)
    {
        if ((await StatusAsync(firm, cancel)).FirstOrDefault(status => status.System == system)?.Brake is null)
        {
            return false;
        }

        var answer = new BrakeAnswer(clock.GetUtcNow(), accept);
        var integration = Integrations.All.First(pair => pair.HubSystem == system || pair.PartnerSystem == system).Name;
        while (true)
        {
            var view = await integrations.ViewAsync(firm, integration, cancel);
            var answers = view.Settings.BrakeAnswers ?? ImmutableDictionary<string, BrakeAnswer>.Empty;
            if (await integrations.PutAsync(firm, integration, view.Settings with { BrakeAnswers = answers.SetItem(system, answer) }, view.Version, cancel) is not null)
            {
                return true;
            }

            integrations.Follow(await store.ListIntegrationsAsync(cancel));
        }
    }

    private async Task<BrakeAnswer?> BrakeAnswerAsync(string firm, string system, CancellationToken cancel) =>
        (await SettingsAsync(firm, system, cancel)).BrakeAnswers?.GetValueOrDefault(system);

    /// <summary>The place of the channel's capture: this node's while it runs the channel, else as it was saved.</summary>
    private CaptureState? Capture(RunningChannel channel) => channel.Runner.Capture ?? Stored(channel)?.Capture ?? channel.Runner.LastCapture;

    /// <summary>As at the start, and with the reason why.</summary>
    private static ChannelState Unreadable(DateTimeOffset now) => new()
    {
        Health = new ChannelHealth { LastFailure = new ChannelFailure(now, "unreadable", "What the channel saved can't be read.") },
    };

    private DateTimeOffset? KnownAsOf(SideState side, string firm, string system)
    {
        if (side.Fence == default)
        {
            return null;
        }

        var listed = side.Gone ? DateTimeOffset.MinValue : UnchangedSince(firm, system);
        return listed > side.KnownAt ? listed : side.KnownAt;
    }
}
