using Counterpart.Sandbox.ClientWorks;
using Counterpart.Sandbox.Control;
using Counterpart.Sandbox.Journal;
using Counterpart.Sandbox.Records;
using Counterpart.Sandbox.Wealthbox;
using Counterpart.Sandbox.World;

namespace Counterpart.Sandbox;

/// <summary>Both systems with their data: made from a world, brought up to date from the state file, and made anew on demand.</summary>
internal sealed class SandboxState : IDisposable
{
    private readonly Lock _gate = new();
    private readonly TimeProvider _clock;
    private readonly StateFile? _file;
    private string _world;
    private int _seed;

    public SandboxState(SandboxOptions options, TimeProvider clock, HttpClient http)
    {
        (_clock, _world, _seed) = (clock, options.World, options.Seed);
        var sequence = new Sequence();
        WealthboxLog = new(sequence, clock);
        HubLog = new(sequence, clock);
        Wealthbox = new(WealthboxSettings);
        Hub = new(Subscribe);
        Posters = HubTokens.Tenants.ToDictionary(
            tenant => tenant,
            tenant => new ChangePoster(http, HubSettings, clock, client => Hub.Books[tenant].Post(client)),
            StringComparer.Ordinal);
        _file = options.StatePath is { } path ? StateFile.Open(path) : null;
        if (_file?.ReadAll() is { Count: > 0 } lines)
        {
            var header = lines[0];
            // The file knows the world it began with, which a reset may have changed since the options were written.
            (_world, _seed) = (header.GetProperty("world").GetString()!, header.GetProperty("seed").GetInt32());
            MakeWorld();
            foreach (var line in lines.Skip(1))
                Replay(line);
        }
        else
        {
            _file?.Restart(_world, _seed);
            MakeWorld();
        }
    }

    public SystemLog WealthboxLog { get; }

    public SystemLog HubLog { get; }

    public SettingsCell<WealthboxSettings> WealthboxSettings { get; } = new();

    public SettingsCell<HubSettings> HubSettings { get; } = new();

    public WealthboxSimulator Wealthbox { get; }

    public HubSimulator Hub { get; }

    public IReadOnlyDictionary<string, ChangePoster> Posters { get; }

    public void Reset(ResetRequest request)
    {
        lock (_gate)
        {
            (_world, _seed) = (request.World ?? _world, request.Seed ?? _seed);
            _file?.Restart(_world, _seed);
            MakeWorld();
            WealthboxLog.Clear();
            HubLog.Clear();
            foreach (var poster in Posters.Values.Select(poster => poster.Subscription).OfType<Subscription>())
                _file?.Append(writer => SubscriptionLine.Write(writer, poster));
        }
    }

    public void Dispose() => _file?.Dispose();

    private void MakeWorld()
    {
        var offices = Worlds.Make(_world, _seed);
        Wealthbox.Load(offices.Select(office => WorldLoader.LoadWorkspace(office, WealthboxLog, _file, _clock)));
        Hub.Load(offices.Select(office => WorldLoader.LoadBook(office, HubLog, _file, _clock, Posters[office.Tenant].Changed)));
    }

    private void Subscribe(Subscription subscription)
    {
        Posters[subscription.Tenant].Subscription = subscription;
        _file?.Append(writer => SubscriptionLine.Write(writer, subscription));
    }

    private void Replay(System.Text.Json.JsonElement json)
    {
        if (SubscriptionLine.TryRead(json) is { } subscription)
        {
            Posters[subscription.Tenant].Subscription = subscription;
            return;
        }
        var line = StateLine.Read(json);
        var isHub = line.System == Hub.System;
        var log = isHub ? HubLog : WealthboxLog;
        if (isHub)
            Hub.Books[line.Tenant].Restore(line);
        else
            Wealthbox.Workspaces[line.Tenant].Restore(line);
        log.Writes.Restore(line.Sent);
        foreach (var change in line.Changes)
            log.Changes.Restore(change);
    }
}
