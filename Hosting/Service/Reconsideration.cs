using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;
using Microsoft.Extensions.Logging;

namespace Counterpart.Hosting;

/// <summary>
/// Decides every link of a firm again after its settings changed: in the background, page by page, on one node at a time. Its place is
/// saved under a lease like a channel's, so that whoever goes on after a restart goes on from there: docs/decisions/0025.
/// </summary>
public sealed partial class Reconsideration(
    IStore store, ILinkHost host, IntegrationCatalog integrations, TimeProvider clock, ILogger<Reconsideration> logger) : IAsyncDisposable
{
    private const int Page = 100;
    private const int AtOnce = 8;
    private static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TryAgain = TimeSpan.FromSeconds(2);

    /// <summary>What another node was told of, or left undone.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly CancellationTokenSource stopping = new();
    private readonly ConcurrentDictionary<(string Firm, string Integration), long> done = new();
    private readonly string holder = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.CreateVersion7(clock.GetUtcNow()):N}";
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task running = Task.CompletedTask;

    public void Start()
    {
        integrations.Changed += OnChanged;
        running = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        integrations.Changed -= OnChanged;
        await stopping.CancelAsync();
        await running;
        stopping.Dispose();
    }

    /// <summary>How far it is; null when it never ran.</summary>
    public static async Task<ReconsiderationView?> ProgressAsync(IStore store, string firm, string integration, CancellationToken cancel)
    {
        var rows = await store.ListChannelsAsync(firm, cancel);
        return rows.FirstOrDefault(row => row.System == Place(integration)) is { State.IsEmpty: false } row && Read(row.State) is { Version: > 0 } state
            ? new ReconsiderationView(state.Version, state.Done, state.Links, state.ChangedLinks, state.ChangedPaths)
            : null;
    }

    /// <summary>The name that its place is saved under: no system's.</summary>
    internal static string Place(string integration) => $"settings/{integration}";

    private void OnChanged(string firm) => Volatile.Read(ref changed).TrySetResult();

    private async Task RunAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            var next = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            Volatile.Write(ref changed, next);
            var wait = await PassAsync() ? LookAgain : TryAgain;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
            await Task.WhenAny(next.Task, Task.Delay(wait, clock, limit.Token));
            await limit.CancelAsync();
        }
    }

    /// <summary>False when something is left to do.</summary>
    private async Task<bool> PassAsync()
    {
        try
        {
            var all = true;
            foreach (var row in await store.ListIntegrationsAsync(stopping.Token))
            {
                if (Integrations.TryGet(row.Integration, out var pair) && done.GetValueOrDefault((row.Firm, row.Integration)) != row.Version)
                {
                    all &= await ConsiderAsync(row, pair);
                }
            }

            return all;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception fault) when (fault is StoreUnavailableException or OverloadedException)
        {
            LogLater(fault.Message);
            return false;
        }
    }

    /// <summary>False when another node is at it, or the settings changed meanwhile.</summary>
    private async Task<bool> ConsiderAsync(IntegrationRow row, Integration pair)
    {
        if (await store.AcquireLeaseAsync(row.Firm, Place(pair.Name), holder, LeaseTime, stopping.Token) is not { } lease)
        {
            return false;
        }

        try
        {
            var view = await integrations.ViewAsync(row.Firm, pair.Name, stopping.Token);
            if (view.Version < row.Version)
            {
                return false;
            }

            var state = Begin(Read(lease.State), view, pair, await integrations.GetAsync(row.Firm, pair.Name, stopping.Token));
            while (!state.Done)
            {
                state = await NextAsync(row.Firm, pair.Name, state);
                if (!await store.SaveChannelAsync(lease, LeaseTime, Write(state), stopping.Token)
                    || (await integrations.ViewAsync(row.Firm, pair.Name, stopping.Token)).Version != view.Version)
                {
                    return false;
                }
            }

            if (!await store.SaveChannelAsync(lease, LeaseTime, Write(state), stopping.Token))
            {
                return false;
            }

            done[(row.Firm, pair.Name)] = view.Version;
            return true;
        }
        finally
        {
            await store.ReleaseLeaseAsync(lease, CancellationToken.None);
        }
    }

    /// <summary>Goes on with what was begun under the same rules, or begins anew.</summary>
    private static ConsideredState Begin(ConsideredState saved, IntegrationView view, Integration pair, LinkSettings settings)
    {
        var rules = RulesText.Of(settings);
        if (saved.Rules == rules)
        {
            return saved with { Version = view.Version };
        }

        ImmutableArray<string> paths = [.. pair.Rules.Select(rule => rule.Path)];
        ImmutableArray<string> added = [.. paths.Except(saved.Paths, StringComparer.Ordinal), .. saved.Done ? [] : saved.Added];
        return new ConsideredState { Version = view.Version, Rules = rules, Paths = paths, Added = [.. added.Distinct(StringComparer.Ordinal)] };
    }

    private async Task<ConsideredState> NextAsync(string firm, string integration, ConsideredState state)
    {
        LinkKey? after = state.After is { } client ? new LinkKey(firm, integration, client) : null;
        var rows = await store.ListLinksAsync(new LinkListQuery(firm, integration, null, WithNotices: false, null, null, after, Page), stopping.Token);
        var (links, changedLinks, changedPaths) = (0L, 0L, 0L);
        var settings = await integrations.GetAsync(firm, integration, stopping.Token);
        await Parallel.ForEachAsync(
            rows,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stopping.Token },
            async (row, cancel) =>
            {
                var paths = await ConsiderAsync(row, state, settings, cancel);
                Interlocked.Increment(ref links);
                Interlocked.Add(ref changedLinks, paths > 0 ? 1 : 0);
                Interlocked.Add(ref changedPaths, paths);
            });
        return state with
        {
            After = rows.Count > 0 ? rows[^1].Key.Client : state.After,
            Done = rows.Count < Page,
            Links = state.Links + links,
            ChangedLinks = state.ChangedLinks + changedLinks,
            ChangedPaths = state.ChangedPaths + changedPaths,
        };
    }

    private async Task<int> ConsiderAsync(LinkRow row, ConsideredState state, LinkSettings settings, CancellationToken cancel)
    {
        var before = StoredState.Of(row);
        Answer? answer = null;
        if (before.Phase.IsKept())
        {
            var command = new LinkCommand.Reconsider { At = clock.GetUtcNow(), Added = state.Added };
            answer = await host.AskAsync(row.Key, command, new CommandContext($"settings:{state.Version}"), cancel);
        }

        // What is owed is not looked at while nothing may be written, and has to be when it may again.
        var owes = before.Registers.Values.Any(register => register.Status == RegisterStatus.Owed);
        if (owes || (answer?.Seq is null && !IsCounted(row, before, settings)))
        {
            await host.ReviseDueAsync(row.Key, cancel);
        }

        return answer?.Reply is LinkReply.Reconsidered { Changed: var paths } ? paths : 0;
    }

    /// <summary>A row may have been written before its notices were counted, or under settings that count them otherwise.</summary>
    private static bool IsCounted(LinkRow row, LinkState state, LinkSettings settings) =>
        row.Notices == LinkNotices.Of(state, settings).Length && row.Differing == LinkDifferences.Count(state, settings);

    private static ConsideredState Read(ReadOnlyMemory<byte> state) =>
        state.IsEmpty ? new ConsideredState() : JsonSerializer.Deserialize(state.Span, HostJson.Default.ConsideredState)!;

    private static byte[] Write(ConsideredState state) => JsonSerializer.SerializeToUtf8Bytes(state, HostJson.Default.ConsideredState);

    [LoggerMessage(LogLevel.Warning, "Links are decided again under new settings a little later: {Reason}")]
    private partial void LogLater(string reason);
}
