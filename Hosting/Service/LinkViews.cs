using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>A link's state as people and programs look at it.</summary>
internal static class LinkViews
{
    public static LinkView Of(LinkState state, string name, LinkSettings settings, Freshness freshness)
    {
        var paths = ImmutableArray.CreateBuilder<PathView>(state.Registers.Count);
        foreach (var (path, register) in state.Registers)
        {
            if (settings.RuleOf(path) is not null && !(IsBlank(register.Hub) && IsBlank(register.Partner)))
            {
                paths.Add(Of(path, register));
            }
        }

        return new LinkView(
            state.Key.Client,
            name,
            state.Phase,
            state.Revision,
            state.Epoch,
            state.Partner,
            state.Evidence,
            state.Candidates,
            state.Partner is null ? null : state.LinkedAt,
            paths.ToImmutable(),
            [.. Owed(state, settings)],
            state.Open is not null)
        {
            Freshness = freshness,
            Differing = LinkDifferences.Count(state, settings),
            Never = state.Never,
            Notices = NoticeTeller.Tell(state, name, settings),
        };
    }

    public static PathView Of(string path, Register register) => new(
        path,
        View(register.Hub),
        View(register.Partner),
        register.Status,
        register.Status == RegisterStatus.Owed ? register.OwedTo : null,
        register.Status == RegisterStatus.Held ? register.Hold : null);

    private static IEnumerable<OwedView> Owed(LinkState state, LinkSettings settings)
    {
        foreach (var side in new[] { Side.Hub, Side.Partner })
        {
            var paths = state.Registers.Values.Count(register => register.Status == RegisterStatus.Owed && register.OwedTo == side);
            if (paths > 0)
            {
                var system = side == Side.Hub ? IntegrationName.Hub(state.Key.Integration) : IntegrationName.Partner(state.Key.Integration);
                yield return new OwedView(side, system, LinkDue.Of(state, side, settings) ?? state.Open?.Deadline ?? state.LinkedAt, paths);
            }
        }
    }

    private static SideView? View(SideValue value) => value.Seen is { } seen ? new SideView(seen, value.Version, value.NotAfter) : null;

    private static bool IsBlank(SideValue value) => value.Seen is null or { IsBlank: true };
}
