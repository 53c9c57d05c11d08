using Counterpart.Links;
using Counterpart.Storage;
using Counterpart.Systems;

namespace Counterpart.Hosting;

/// <summary>Tells what new settings would change, by deciding every link under them and writing nothing down.</summary>
internal sealed class SettingsTrial(IStore store, IntegrationCatalog integrations, TimeProvider clock)
{
    private const int Page = 500;

    /// <summary>A request is answered in seconds; a firm with more links is told that these are not all.</summary>
    private const int MostLinks = 20_000;

    public async Task<TrialView> RunAsync(string firm, Integration pair, IntegrationSettings settings, CancellationToken cancel)
    {
        var before = await integrations.GetAsync(firm, pair.Name, cancel);
        var after = integrations.Rules(pair, settings);
        var view = new TrialView(0, Complete: true, 0, 0, 0, 0, 0, 0);
        for (LinkKey? last = null; ;)
        {
            var rows = await store.ListLinksAsync(new LinkListQuery(firm, pair.Name, null, WithNotices: false, null, null, last, Page), cancel);
            foreach (var row in rows)
            {
                view = Add(view, StoredState.Of(row), before, after);
                last = row.Key;
            }

            if (rows.Count < Page)
            {
                return view;
            }

            if (view.Links >= MostLinks)
            {
                return view with { Complete = false };
            }
        }
    }

    private TrialView Add(TrialView view, LinkState state, LinkSettings before, LinkSettings after)
    {
        if (!state.Phase.IsKept())
        {
            return view;
        }

        var decided = LinkDecider.Decide(state, new LinkCommand.Reconsider { At = clock.GetUtcNow() }, after);
        var changed = decided.Reply is LinkReply.Reconsidered { Changed: var paths } ? paths : 0;
        return view with
        {
            Links = view.Links + 1,
            ChangedLinks = view.ChangedLinks + (changed > 0 ? 1 : 0),
            ChangedPaths = view.ChangedPaths + changed,
            OwedBefore = view.OwedBefore + Owed(state, before),
            OwedAfter = view.OwedAfter + Owed(decided.State, after),
            HeldBefore = view.HeldBefore + Held(state),
            HeldAfter = view.HeldAfter + Held(decided.State),
        };
    }

    private static int Owed(LinkState state, LinkSettings settings) =>
        settings.MayWrite && state.Phase == Phase.Linked ? state.Registers.Values.Count(register => register.Status == RegisterStatus.Owed) : 0;

    private static int Held(LinkState state) => state.Registers.Values.Count(register => register.Status == RegisterStatus.Held);
}
