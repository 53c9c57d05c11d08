using System.Collections.Immutable;
using Counterpart.Links;

namespace Counterpart.Hosting;

/// <summary>A link as the sync screen shows it: every field that can be synced, with both values.</summary>
internal static class SyncViews
{
    public static SyncView Of(LinkState state, string name, LinkSettings settings, Freshness freshness)
    {
        var fields = ImmutableArray.CreateBuilder<SyncField>(state.Registers.Count);
        foreach (var (path, register) in state.Registers)
        {
            if (settings.RuleOf(path) is { } rule)
            {
                fields.Add(Of(path, register, rule, settings));
            }
        }

        return new SyncView(
            name, state.Phase, state.Revision, state.Partner, freshness, fields.Count(field => field.Differs), fields.ToImmutable());
    }

    private static SyncField Of(string path, Register register, FieldRule rule, LinkSettings settings)
    {
        var read = register is { Hub.Seen: not null, Partner.Seen: not null };
        return new SyncField(
            LinkViews.Of(path, register),
            LinkDifferences.Differs(register, rule, settings),
            read && Merge.MayMove(rule, register, Side.Partner),
            read && Merge.MayMove(rule, register, Side.Hub));
    }
}
